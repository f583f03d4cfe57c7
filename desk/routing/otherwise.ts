/** The fact that keeps where a message goes if people of care find nobody in need behind it. */
export const OTHERWISE = 'otherwise';
