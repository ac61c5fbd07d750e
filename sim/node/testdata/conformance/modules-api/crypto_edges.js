// Primes, keys and hashes at their edges, and who is told of what went wrong.
const crypto = require('crypto');
const t = (label, f) => {
  try {
    const got = f();
    console.log(label, Buffer.isBuffer(got) ? got.toString('hex') : got);
  } catch (e) {
    console.log(label, '!', e.name, e.code, e.message, Object.keys(e));
  }
};
for (const size of [1, 2, 3, 4]) t(`prime of ${size}`, () => crypto.generatePrimeSync(size, { bigint: true }));
t('safe prime', () => crypto.generatePrimeSync(5, { safe: true }));
t('two bits', () => new Uint8Array(crypto.generatePrimeSync(16))[0] >= 0xc0);
t('modulo', () => [crypto.generatePrimeSync(32, { add: 5n, bigint: true }) % 5n,
  crypto.generatePrimeSync(32, { add: 5n, safe: true, bigint: true }) % 5n]);
for (const generator of [-1, 0, 1, 2, Buffer.from([]), Buffer.from([0, 1]), Buffer.from([2]), 'x']) {
  t('generator', () => typeof crypto.createDiffieHellman('abcdef', generator).verifyError);
}
t('bits', () => crypto.createDiffieHellman(1));
for (const [kind, options] of [
  ['dsa', { modulusLength: 10 }], ['dsa', { modulusLength: 512, divisorLength: 600 }], ['dsa', { modulusLength: 600, divisorLength: 160 }],
  ['dsa', { modulusLength: 1000 }], ['rsa', { modulusLength: 16 }], ['dh', { primeLength: 10 }],
  ['rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha2' }],
]) t(kind, () => crypto.generateKeyPairSync(kind, options).publicKey.asymmetricKeyDetails);
const key = Buffer.alloc(16);
const cipher = () => crypto.createCipheriv('aes-128-cbc', key, key);
t('no encoding', () => cipher().update('text', 'utf8', 'bad'));
t('no encoding', () => cipher().final('bad'));
t('of none', () => crypto.createCipheriv('aes-128-ecb', key, key));
t('copies', () => [crypto.createHash('shake256', { outputLength: 0 }).copy().digest('hex'),
  crypto.createHash('shake128', { outputLength: 4 }).copy({ outputLength: 2 }).digest('hex')]);
t('a text that throws', () => crypto.createHmac('md5', 'k').digest({ toString() { throw new Error('boom'); } }));
t('a text', () => crypto.createHmac('md5', 'k').digest({ toString() { return 'hex'; } }));
const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 512 });
console.log(publicKey);
publicKey.asymmetricKeyType;
console.log(publicKey);
publicKey.asymmetricKeyDetails;
console.log(publicKey);
t('padding', () => crypto.publicEncrypt({ key: publicKey, padding: 99 }, Buffer.from('a')));
t('too small', () => crypto.sign('sha512', Buffer.from('a'), privateKey));
t('whose', () => globalThis.crypto.getRandomValues.call({}, key));
t('whose', () => { const { randomUUID } = globalThis.crypto; return randomUUID(); });
t('any', () => { const { getRandomValues } = crypto; return getRandomValues(new Uint8Array(2)).length; });
const hash = crypto.createHash('sha1');
hash.on('data', (sum) => {
  console.log('data', sum.toString('hex'));
  t('after', () => hash.digest('hex'));
  t('again', () => hash.digest('hex'));
}).end('a');
const hmac = crypto.createHmac('sha1', 'k');
hmac.on('data', () => t('after', () => hmac.digest('hex'))).end('a');
const order = [];
crypto.randomFill(Buffer.alloc(0), () => order.push('fill'));
crypto.randomBytes(0, () => order.push('bytes'));
process.nextTick(() => order.push('tick'));
const told = (name, call) => new Promise((done) => call((...args) => {
  console.log(name, args.length, args[0], typeof args[1]);
  done();
}));
(async () => {
  await told('checkPrime', (done) => crypto.checkPrime(7n, done));
  console.log(order);
  await told('generatePrime', (done) => crypto.generatePrime(3, done));
  await told('generateKey', (done) => crypto.generateKey('hmac', { length: 8 }, done));
  await told('sign', (done) => crypto.sign('sha512', Buffer.from('a'), privateKey, done));
  await told('verify', (done) => crypto.verify('sha1', Buffer.from('a'), publicKey, Buffer.alloc(64), done));
})();
