import { takeFeedback } from '#desk/delivery/feedback.ts';
import { desk } from '../desk.ts';
import { eachMessage } from '../shell/queue.ts';
import { readFeedback } from './read-feedback.ts';

/**
 * Fed by the feedback queue: one message is one bounce or complaint, told by SES through a topic that nobody else may
 * publish to. Repeating is safe, see `takeFeedback`.
 */
export const handler = eachMessage(async (body) => {
  const feedback = readFeedback(body);
  if (feedback !== undefined) await takeFeedback(desk(), feedback);
});
