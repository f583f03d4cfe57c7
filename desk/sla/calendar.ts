/** The door to business time: a department's calendar, and the arithmetic that counts only while it is open (L5, L6). */
export { addBusiness, businessBetween, nextOpen, openIntervals } from './business-time.ts';
export { checkCalendar } from './check-calendar.ts';
export { ALWAYS, type Calendar, calendarKey, type Segment, WEEKDAYS, type Weekday } from './hours.ts';
