Promise.resolve().then(() => {
  console.log('m1');
  process.nextTick(() => console.log('t from m1'));
  Promise.resolve().then(() => console.log('m2'));
});
process.nextTick(() => {
  console.log('t1');
  Promise.resolve().then(() => console.log('m from t1'));
  process.nextTick(() => console.log('t2'));
});
