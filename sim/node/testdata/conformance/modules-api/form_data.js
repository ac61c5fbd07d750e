// FormData as it is printed and gone through.
const form = new FormData();
form.append('a', '1');
form.append('b', 'x');
console.log(form, new FormData(), { form });
form.append('a', '2');
form.append('a', '3');
console.log(form, [...form.keys()], form.getAll('a'));
form.append('file', new Blob(['bytes']), 'n.txt');
for (const [name, value] of form) console.log(name, typeof value === 'string' ? value : [value.name, value.size]);
