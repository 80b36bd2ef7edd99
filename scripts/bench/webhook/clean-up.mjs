const tasks = [];

/** Has `task` run when the benchmark ends or is interrupted; what was noted last comes first. */
export function later(task) {
  tasks.push(task);
}

/** Runs what is still to run; one that fails keeps none of the others from running. */
export async function cleanUp() {
  while (tasks.length > 0) {
    const task = tasks.pop();
    await Promise.resolve()
      .then(task)
      .catch((error) => console.error(String(error)));
  }
}
