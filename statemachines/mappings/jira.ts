import type { Mapping } from '#desk/delivery/mapping.ts';

/**
 * For systems that keep issues in projects, as Jira does: an issue is made of the task, and the news that it changed
 * answers it. What is resolved otherwise than as done was not done.
 */
export const jira = (project: string, issueType = 'Task'): Mapping => ({
  request: `{
    "fields": {
      "project": { "key": ${JSON.stringify(project)} },
      "issuetype": { "name": ${JSON.stringify(issueType)} },
      "summary": data.question,
      "description": $join([data.subject, data.message, "Answer to: " & callbackUrl], "\\n\\n"),
      "labels": [department, service],
      "duedate": $substring(expiresAt, 0, 10)
    },
    "properties": [{ "key": "switchboard.task", "value": { "taskRef": taskRef, "reference": reference } }]
  }`,
  response: `(
    $done := issue.fields.status.statusCategory.key = "done";
    {
      "outcome": $not($done) ? "progress" : issue.fields.resolution.name in ["Done", "Fixed"] ? "completed" : "failed",
      "comment": comment.body,
      "fields": { "externalReference": issue.key }
    }
  )`,
});
