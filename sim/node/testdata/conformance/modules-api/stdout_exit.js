// What was written before process.exit.
process.stdout.write('no newline');
process.stdout.write(' then exit\n', () => console.log('never?'));
process.exit(3);
