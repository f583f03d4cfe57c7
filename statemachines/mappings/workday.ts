import type { Mapping } from '#desk/delivery/mapping.ts';

/**
 * For systems of record about people, as Workday is: a business process is begun for a worker with the facts the desk may
 * pass on, and its end answers the task.
 */
export const workday: Mapping = {
  request: `{
    "businessProcess": { "type": process, "externalId": taskRef, "comment": data.question },
    "worker": { "email": data.requester },
    "effectiveDate": data.from,
    "payload": $sift(data, function($value, $name) { $not($name in ["task", "question", "requester", "from"]) }),
    "callback": callbackUrl
  }`,
  response: `(
    $state := businessProcess.status;
    {
      "outcome": $state = "Successfully Completed" ? "completed" : $state in ["Denied", "Canceled"] ? "failed" : "progress",
      "comment": businessProcess.comment,
      "fields": $merge([{ "externalReference": businessProcess.id }, result])
    }
  )`,
};
