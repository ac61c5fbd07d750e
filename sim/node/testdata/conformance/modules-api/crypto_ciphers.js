// Every cipher of AES, DES, SM4 and ChaCha20 with fixed keys, its tag, and the way back.
const crypto = require('crypto');
const names = crypto.getCiphers().filter((name) => !/aria|camellia|hmac|des3-wrap|CMS/.test(name));
for (const name of names) {
  const info = crypto.getCipherInfo(name);
  const key = Buffer.from(Array.from({ length: info.keyLength }, (_, i) => i * 7 + 3));
  const iv = info.ivLength ? Buffer.alloc(info.ivLength, name.endsWith('wrap') ? 0xa6 : 5) : null;
  const options = /ccm|ocb/.test(name) ? { authTagLength: 16 } : {};
  const text = name.includes('wrap') ? '0123456789abcdef' : 'hello world, this is a test....!!';
  const cipher = crypto.createCipheriv(name, key, iv, options);
  const encrypted = Buffer.concat([cipher.update(text), cipher.final()]);
  const decipher = crypto.createDecipheriv(name, key, iv, options);
  let tag = '';
  try {
    tag = cipher.getAuthTag();
    decipher.setAuthTag(tag);
    tag = tag.toString('hex');
  } catch (error) {
    tag = error.message;
  }
  const back = Buffer.concat([decipher.update(encrypted), decipher.final()]).toString();
  console.log(name, info, encrypted.toString('hex'), tag, back === text);
}
console.log(crypto.getCiphers().length, crypto.getHashes().length, crypto.getCurves().length);
for (const hash of crypto.getHashes()) console.log(hash, crypto.createHash(hash).update('abc').digest('hex'));
