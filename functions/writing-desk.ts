import { bodiesBucket } from './aws/bodies-bucket.ts';
import { keys } from './aws/keys.ts';
import { objects } from './aws/the-bucket.ts';
import { deskWith } from './desk.ts';
import { required } from './environment.ts';

/** The desk for those who also handle what people wrote. */
export const desk = deskWith(() => ({ keys, bodies: bodiesBucket(objects(), required('BODIES_BUCKET')) }));
