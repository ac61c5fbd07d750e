// The names of everything process has
console.log(Object.keys(process).sort().join(' '));
