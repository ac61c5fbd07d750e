const t = setTimeout(() => console.log('refreshed'), 30);
setTimeout(() => { t.refresh(); console.log('refresh'); }, 20);
setTimeout(() => console.log('forty'), 40);
