package openssl

import (
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"hash"
	"io"
	"strings"

	"golang.org/x/crypto/cryptobyte"
)

// Encoding is how a key is written.
type Encoding struct {
	PEM        bool
	Form       string
	Cipher     string // '' for no encryption
	Passphrase []byte
}

// labels are what stands between BEGIN and the dashes of a form.
var labels = map[string]string{pkcs1: "RSA", spki: "PUBLIC KEY", pkcs8: "PRIVATE KEY", sec1: "EC PRIVATE KEY"}

// Export writes a key.
func (k *Key) Export(random io.Reader, e Encoding) ([]byte, error) {
	der, err := k.der(e.Form)
	if err != nil {
		return nil, err
	}
	block := &pem.Block{Type: labels[e.Form], Bytes: der}
	if e.Form == pkcs1 {
		block.Type = "RSA PUBLIC KEY"
		if k.Private {
			block.Type = "RSA PRIVATE KEY"
		}
	}
	if e.Cipher != "" {
		info, known := FindCipher(e.Cipher)
		if !known {
			return nil, errUnknownCipher
		}
		if e.Form == pkcs8 {
			block.Type = "ENCRYPTED PRIVATE KEY"
			if block.Bytes, err = encryptPKCS8(random, info, e.Passphrase, der); err != nil {
				return nil, err
			}
		} else if err := encryptBlock(random, block, info, e.Passphrase); err != nil {
			return nil, err
		}
	}
	if !e.PEM {
		return block.Bytes, nil
	}
	return pem.EncodeToMemory(block), nil
}

var errUnknownCipher = &Error{Reason: "Unknown cipher", Code: "UNKNOWN_CIPHER"}

// Source is a key as it is read.
type Source struct {
	PEM        bool
	Form       string // '' for any; of DER
	Data       []byte
	Passphrase []byte
	HasPhrase  bool
}

// ReadPrivate reads a private key.
func ReadPrivate(s Source) (*Key, error) {
	if !s.PEM {
		return readPrivateDER(s.Form, s.Data, s)
	}
	for rest := s.Data; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil, errUnsupported
		}
		switch block.Type {
		case "PRIVATE KEY":
			return readPrivateDER(pkcs8, block.Bytes, s)
		case "ENCRYPTED PRIVATE KEY":
			return decryptPKCS8(block.Bytes, s)
		case "RSA PRIVATE KEY", "EC PRIVATE KEY":
			der := block.Bytes
			if strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
				var err error
				if der, err = decryptBlock(block, s); err != nil {
					return nil, err
				}
			}
			if block.Type[0] == 'R' {
				return readPrivateDER(pkcs1, der, s)
			}
			return readPrivateDER(sec1, der, s)
		}
	}
}

func readPrivateDER(form string, der []byte, s Source) (*Key, error) {
	var k *Key
	switch form {
	case pkcs1:
		k = readPKCS1(der, true)
	case sec1:
		k = readSEC1(der, nil)
	default:
		if k = readPKCS8(der); k == nil && s.HasPhrase {
			return decryptPKCS8(der, s)
		}
	}
	if k == nil {
		return nil, errUnsupported
	}
	return k, nil
}

// ReadPublic reads a public key, or the public half of a private one or of a
// certificate.
func ReadPublic(s Source) (*Key, error) {
	if !s.PEM {
		if s.Form == pkcs1 {
			if k := readPKCS1(s.Data, false); k != nil {
				return k, nil
			}
			return nil, errASN1
		}
		if k := readSPKI(s.Data); k != nil {
			return k, nil
		}
		return nil, errASN1
	}
	for rest := s.Data; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil, errUnsupported
		}
		var k *Key
		switch block.Type {
		case "PUBLIC KEY":
			k = readSPKI(block.Bytes)
		case "RSA PUBLIC KEY":
			k = readPKCS1(block.Bytes, false)
		case "CERTIFICATE":
			if certificate, err := x509.ParseCertificate(block.Bytes); err == nil {
				k = readSPKI(certificate.RawSubjectPublicKeyInfo)
			}
		case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY":
			private, err := ReadPrivate(s)
			if err != nil {
				return nil, err
			}
			return private.Public(), nil
		default:
			continue
		}
		if k == nil {
			return nil, errUnsupported
		}
		return k, nil
	}
}

var (
	oidPBES2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
)

// prfs are the hashes that PBKDF2 is used with.
var prfs = []struct {
	oid  asn1.ObjectIdentifier
	hash string
}{
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}, "sha256"},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 7}, "sha1"},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 8}, "sha224"},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 10}, "sha384"},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 11}, "sha512"},
}

// cipherOIDs are the ciphers that keys are encrypted with.
var cipherOIDs = []struct {
	name string
	oid  asn1.ObjectIdentifier
}{
	{"aes-128-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 2}},
	{"aes-192-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 22}},
	{"aes-256-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}},
	{"des-ede3-cbc", asn1.ObjectIdentifier{1, 2, 840, 113549, 3, 7}},
}

const (
	pbeIterations = 2048
	pbeSaltBytes  = 16
)

// encryptPKCS8 writes an EncryptedPrivateKeyInfo with PBES2. (RFC 8018, 6.2)
func encryptPKCS8(random io.Reader, info CipherInfo, passphrase, der []byte) ([]byte, error) {
	var oid asn1.ObjectIdentifier
	for _, c := range cipherOIDs {
		if c.name == info.Full {
			oid = c.oid
		}
	}
	if oid == nil {
		return nil, &Refused{"a key encrypted with " + info.Name, "use aes-256-cbc"}
	}
	salt, iv := randomBytes(random, pbeSaltBytes), randomBytes(random, info.IVLength)
	prf, _ := Digest("sha256")
	text, err := crypt(info, prf, passphrase, salt, iv, pbeIterations, der, false)
	if err != nil {
		return nil, err
	}
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidPBES2)
			b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
				b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidPBKDF2)
					b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
						b.AddASN1OctetString(salt)
						b.AddASN1Int64(pbeIterations)
						b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
							b.AddASN1ObjectIdentifier(prfs[0].oid)
							b.AddASN1NULL()
						})
					})
				})
				b.AddASN1(tagSequence, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oid)
					b.AddASN1OctetString(iv)
				})
			})
		})
		b.AddASN1OctetString(text)
	}), nil
}

func crypt(info CipherInfo, prf func() hash.Hash, passphrase, salt, iv []byte, iterations int, data []byte, decrypt bool) ([]byte, error) {
	key, err := pbkdf2.Key(prf, string(passphrase), salt, iterations, info.KeyLength)
	if err != nil {
		return nil, err
	}
	return cryptWith(info, key, iv, data, decrypt)
}

func cryptWith(info CipherInfo, key, iv, data []byte, decrypt bool) ([]byte, error) {
	c, err := NewCipher(info, key, iv, decrypt, 16)
	if err != nil {
		return nil, err
	}
	out, err := c.Update(data)
	if err != nil {
		return nil, err
	}
	rest, err := c.Final()
	return append(out, rest...), err
}

// Encrypted reports whether DER is a private key that a passphrase protects.
// (IsEncryptedPrivateKeyInfo, src/crypto/crypto_keys.cc)
func Encrypted(der []byte) bool {
	in := cryptobyte.String(der)
	var outer cryptobyte.String
	return in.ReadASN1(&outer, tagSequence) && outer.PeekASN1Tag(tagSequence)
}

func decryptPKCS8(der []byte, s Source) (*Key, error) {
	if !s.HasPhrase {
		return nil, errNoPassphrase
	}
	in := cryptobyte.String(der)
	var outer, algorithm, rules, kdf, kdfRules, scheme, text, salt, iv, prfPart cryptobyte.String
	var oid, cipherOID, prfOID asn1.ObjectIdentifier
	var iterations, length int
	ok := in.ReadASN1(&outer, tagSequence) && outer.ReadASN1(&algorithm, tagSequence) && outer.ReadASN1(&text, tagOctets) &&
		algorithm.ReadASN1ObjectIdentifier(&oid) && oid.Equal(oidPBES2) && algorithm.ReadASN1(&rules, tagSequence) &&
		rules.ReadASN1(&kdf, tagSequence) && rules.ReadASN1(&scheme, tagSequence) &&
		kdf.ReadASN1ObjectIdentifier(&oid) && oid.Equal(oidPBKDF2) && kdf.ReadASN1(&kdfRules, tagSequence) &&
		kdfRules.ReadASN1(&salt, tagOctets) && kdfRules.ReadASN1Integer(&iterations) &&
		scheme.ReadASN1ObjectIdentifier(&cipherOID) && scheme.ReadASN1(&iv, tagOctets)
	if !ok {
		return nil, errUnsupported
	}
	if !kdfRules.Empty() && kdfRules.PeekASN1Tag(2) {
		ok = kdfRules.ReadASN1Integer(&length)
	}
	prf := "sha1"
	if ok && !kdfRules.Empty() && kdfRules.ReadASN1(&prfPart, tagSequence) && prfPart.ReadASN1ObjectIdentifier(&prfOID) {
		prf = ""
		for _, p := range prfs {
			if p.oid.Equal(prfOID) {
				prf = p.hash
			}
		}
	}
	newHash, known := Digest(prf)
	for _, c := range cipherOIDs {
		if !known || !c.oid.Equal(cipherOID) {
			continue
		}
		info, _ := FindCipher(c.name)
		if len(iv) != info.IVLength {
			return nil, errUnsupported
		}
		plain, err := crypt(info, newHash, s.Passphrase, salt, iv, iterations, text, true)
		if err != nil {
			return nil, errBadPassphrase
		}
		if k := readPKCS8(plain); k != nil {
			return k, nil
		}
		return nil, errBadPassphrase
	}
	return nil, errUnsupported
}

// The older encryption of PEM: its headers name the cipher and the IV, of
// which the first bytes are the salt of EVP_BytesToKey.

func encryptBlock(random io.Reader, block *pem.Block, info CipherInfo, passphrase []byte) error {
	iv := randomBytes(random, info.IVLength)
	text, err := cryptWith(info, BytesToKey(md5.New, passphrase, iv[:8], info.KeyLength), iv, block.Bytes, false)
	if err != nil {
		return err
	}
	block.Bytes = text
	block.Headers = map[string]string{
		"Proc-Type": "4,ENCRYPTED", "DEK-Info": strings.ToUpper(info.Full) + "," + strings.ToUpper(hex.EncodeToString(iv)),
	}
	return nil
}

func decryptBlock(block *pem.Block, s Source) ([]byte, error) {
	if !s.HasPhrase {
		return nil, errNoPassphrase
	}
	name, digits, _ := strings.Cut(block.Headers["DEK-Info"], ",")
	iv, err := hex.DecodeString(digits)
	info, known := FindCipher(name)
	if err != nil || !known || len(iv) != info.IVLength || len(iv) < 8 {
		return nil, errUnsupported
	}
	plain, err := cryptWith(info, BytesToKey(md5.New, s.Passphrase, iv[:8], info.KeyLength), iv, block.Bytes, true)
	if err != nil {
		return nil, errBadPassphrase
	}
	return plain, nil
}

// BytesToKey is OpenSSL's old way from a password to a key: hashes of hashes.
// (EVP_BytesToKey with one iteration)
func BytesToKey(newHash func() hash.Hash, password, salt []byte, length int) []byte {
	var out, last []byte
	for len(out) < length {
		h := newHash()
		h.Write(last)
		h.Write(password)
		h.Write(salt)
		last = h.Sum(nil)
		out = append(out, last...)
	}
	return out[:length]
}
