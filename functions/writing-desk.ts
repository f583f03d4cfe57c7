import { bodiesBucket } from './aws/bodies-bucket.ts';
import { keys } from './aws/keys.ts';
import { s3 } from './aws/the-bucket.ts';
import { deskWith } from './desk.ts';
import { required } from './environment.ts';

/** The desk for those who also handle what people wrote. */
export const desk = deskWith(() => ({ keys, bodies: bodiesBucket(s3(), required('BODIES_BUCKET')) }));
