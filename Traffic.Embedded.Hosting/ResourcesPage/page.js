// Keeps the fields of the page and the tail of the log current.
const fields = ['state', 'detail', 'pid', 'uptime', 'restarts', 'memory'];

async function refresh() {
  const rows = await (await fetch('/resources.json')).json();
  for (const row of rows) {
    const place = document.getElementById(row.id);
    if (!place) continue;
    for (const field of fields) {
      const cell = place.querySelector(`[data-field=${field}]`);
      if (!cell || cell.textContent === row[field]) continue;
      cell.textContent = row[field];
      if (field === 'state') cell.className = row[field];
    }
  }
}

const log = document.getElementById('log');
let last = 0;

async function tail() {
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
  const answer = await (await fetch(`${log.dataset.source}?after=${last}`)).json();
  last = answer.last;
  if (answer.lines.length === 0) return;
  log.append(answer.lines.join('\n') + '\n');
  if (atEnd) log.scrollTop = log.scrollHeight;
}

async function poll() {
  try {
    await refresh();
    if (log) await tail();
    document.title = document.title.replace(/^⚠ /, '');
  } catch {
    if (!document.title.startsWith('⚠')) document.title = `⚠ ${document.title}`; // The host is gone; it may come back.
  }
  setTimeout(poll, 1000);
}

poll();
