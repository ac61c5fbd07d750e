package openssl

import "strings"

// CipherInfo is what is known of a cipher by its name.
type CipherInfo struct {
	Name      string // as crypto.getCiphers lists it
	Full      string // OpenSSL's own name
	Mode      string
	NID       int
	BlockSize int // 1 where any length will do
	IVLength  int // 0 for none
	KeyLength int
}

// ciphers are those of OpenSSL 3.0's default provider, as crypto.getCiphers and
// crypto.getCipherInfo of Node 20 tell of them.
var ciphers = []CipherInfo{
	{"aes-128-cbc", "aes-128-cbc", "cbc", 419, 16, 16, 16},
	{"aes-128-cbc-hmac-sha1", "aes-128-cbc-hmac-sha1", "cbc", 916, 16, 16, 16},
	{"aes-128-cbc-hmac-sha256", "aes-128-cbc-hmac-sha256", "cbc", 948, 16, 16, 16},
	{"aes-128-ccm", "id-aes128-ccm", "ccm", 896, 1, 12, 16},
	{"aes-128-cfb", "aes-128-cfb", "cfb", 421, 1, 16, 16},
	{"aes-128-cfb1", "aes-128-cfb1", "cfb", 650, 1, 16, 16},
	{"aes-128-cfb8", "aes-128-cfb8", "cfb", 653, 1, 16, 16},
	{"aes-128-ctr", "aes-128-ctr", "ctr", 904, 1, 16, 16},
	{"aes-128-ecb", "aes-128-ecb", "ecb", 418, 16, 0, 16},
	{"aes-128-gcm", "id-aes128-gcm", "gcm", 895, 1, 12, 16},
	{"aes-128-ocb", "aes-128-ocb", "ocb", 958, 16, 12, 16},
	{"aes-128-ofb", "aes-128-ofb", "ofb", 420, 1, 16, 16},
	{"aes-128-xts", "aes-128-xts", "xts", 913, 1, 16, 32},
	{"aes-192-cbc", "aes-192-cbc", "cbc", 423, 16, 16, 24},
	{"aes-192-ccm", "id-aes192-ccm", "ccm", 899, 1, 12, 24},
	{"aes-192-cfb", "aes-192-cfb", "cfb", 425, 1, 16, 24},
	{"aes-192-cfb1", "aes-192-cfb1", "cfb", 651, 1, 16, 24},
	{"aes-192-cfb8", "aes-192-cfb8", "cfb", 654, 1, 16, 24},
	{"aes-192-ctr", "aes-192-ctr", "ctr", 905, 1, 16, 24},
	{"aes-192-ecb", "aes-192-ecb", "ecb", 422, 16, 0, 24},
	{"aes-192-gcm", "id-aes192-gcm", "gcm", 898, 1, 12, 24},
	{"aes-192-ocb", "aes-192-ocb", "ocb", 959, 16, 12, 24},
	{"aes-192-ofb", "aes-192-ofb", "ofb", 424, 1, 16, 24},
	{"aes-256-cbc", "aes-256-cbc", "cbc", 427, 16, 16, 32},
	{"aes-256-cbc-hmac-sha1", "aes-256-cbc-hmac-sha1", "cbc", 918, 16, 16, 32},
	{"aes-256-cbc-hmac-sha256", "aes-256-cbc-hmac-sha256", "cbc", 950, 16, 16, 32},
	{"aes-256-ccm", "id-aes256-ccm", "ccm", 902, 1, 12, 32},
	{"aes-256-cfb", "aes-256-cfb", "cfb", 429, 1, 16, 32},
	{"aes-256-cfb1", "aes-256-cfb1", "cfb", 652, 1, 16, 32},
	{"aes-256-cfb8", "aes-256-cfb8", "cfb", 655, 1, 16, 32},
	{"aes-256-ctr", "aes-256-ctr", "ctr", 906, 1, 16, 32},
	{"aes-256-ecb", "aes-256-ecb", "ecb", 426, 16, 0, 32},
	{"aes-256-gcm", "id-aes256-gcm", "gcm", 901, 1, 12, 32},
	{"aes-256-ocb", "aes-256-ocb", "ocb", 960, 16, 12, 32},
	{"aes-256-ofb", "aes-256-ofb", "ofb", 428, 1, 16, 32},
	{"aes-256-xts", "aes-256-xts", "xts", 914, 1, 16, 64},
	{"aes128", "aes-128-cbc", "cbc", 419, 16, 16, 16},
	{"aes128-wrap", "id-aes128-wrap", "wrap", 788, 8, 8, 16},
	{"aes192", "aes-192-cbc", "cbc", 423, 16, 16, 24},
	{"aes192-wrap", "id-aes192-wrap", "wrap", 789, 8, 8, 24},
	{"aes256", "aes-256-cbc", "cbc", 427, 16, 16, 32},
	{"aes256-wrap", "id-aes256-wrap", "wrap", 790, 8, 8, 32},
	{"aria-128-cbc", "aria-128-cbc", "cbc", 1066, 16, 16, 16},
	{"aria-128-ccm", "aria-128-ccm", "ccm", 1120, 1, 12, 16},
	{"aria-128-cfb", "aria-128-cfb", "cfb", 1067, 1, 16, 16},
	{"aria-128-cfb1", "aria-128-cfb1", "cfb", 1080, 1, 16, 16},
	{"aria-128-cfb8", "aria-128-cfb8", "cfb", 1083, 1, 16, 16},
	{"aria-128-ctr", "aria-128-ctr", "ctr", 1069, 1, 16, 16},
	{"aria-128-ecb", "aria-128-ecb", "ecb", 1065, 16, 0, 16},
	{"aria-128-gcm", "aria-128-gcm", "gcm", 1123, 1, 12, 16},
	{"aria-128-ofb", "aria-128-ofb", "ofb", 1068, 1, 16, 16},
	{"aria-192-cbc", "aria-192-cbc", "cbc", 1071, 16, 16, 24},
	{"aria-192-ccm", "aria-192-ccm", "ccm", 1121, 1, 12, 24},
	{"aria-192-cfb", "aria-192-cfb", "cfb", 1072, 1, 16, 24},
	{"aria-192-cfb1", "aria-192-cfb1", "cfb", 1081, 1, 16, 24},
	{"aria-192-cfb8", "aria-192-cfb8", "cfb", 1084, 1, 16, 24},
	{"aria-192-ctr", "aria-192-ctr", "ctr", 1074, 1, 16, 24},
	{"aria-192-ecb", "aria-192-ecb", "ecb", 1070, 16, 0, 24},
	{"aria-192-gcm", "aria-192-gcm", "gcm", 1124, 1, 12, 24},
	{"aria-192-ofb", "aria-192-ofb", "ofb", 1073, 1, 16, 24},
	{"aria-256-cbc", "aria-256-cbc", "cbc", 1076, 16, 16, 32},
	{"aria-256-ccm", "aria-256-ccm", "ccm", 1122, 1, 12, 32},
	{"aria-256-cfb", "aria-256-cfb", "cfb", 1077, 1, 16, 32},
	{"aria-256-cfb1", "aria-256-cfb1", "cfb", 1082, 1, 16, 32},
	{"aria-256-cfb8", "aria-256-cfb8", "cfb", 1085, 1, 16, 32},
	{"aria-256-ctr", "aria-256-ctr", "ctr", 1079, 1, 16, 32},
	{"aria-256-ecb", "aria-256-ecb", "ecb", 1075, 16, 0, 32},
	{"aria-256-gcm", "aria-256-gcm", "gcm", 1125, 1, 12, 32},
	{"aria-256-ofb", "aria-256-ofb", "ofb", 1078, 1, 16, 32},
	{"aria128", "aria-128-cbc", "cbc", 1066, 16, 16, 16},
	{"aria192", "aria-192-cbc", "cbc", 1071, 16, 16, 24},
	{"aria256", "aria-256-cbc", "cbc", 1076, 16, 16, 32},
	{"camellia-128-cbc", "camellia-128-cbc", "cbc", 751, 16, 16, 16},
	{"camellia-128-cfb", "camellia-128-cfb", "cfb", 757, 1, 16, 16},
	{"camellia-128-cfb1", "camellia-128-cfb1", "cfb", 760, 1, 16, 16},
	{"camellia-128-cfb8", "camellia-128-cfb8", "cfb", 763, 1, 16, 16},
	{"camellia-128-ctr", "camellia-128-ctr", "ctr", 963, 1, 16, 16},
	{"camellia-128-ecb", "camellia-128-ecb", "ecb", 754, 16, 0, 16},
	{"camellia-128-ofb", "camellia-128-ofb", "ofb", 766, 1, 16, 16},
	{"camellia-192-cbc", "camellia-192-cbc", "cbc", 752, 16, 16, 24},
	{"camellia-192-cfb", "camellia-192-cfb", "cfb", 758, 1, 16, 24},
	{"camellia-192-cfb1", "camellia-192-cfb1", "cfb", 761, 1, 16, 24},
	{"camellia-192-cfb8", "camellia-192-cfb8", "cfb", 764, 1, 16, 24},
	{"camellia-192-ctr", "camellia-192-ctr", "ctr", 967, 1, 16, 24},
	{"camellia-192-ecb", "camellia-192-ecb", "ecb", 755, 16, 0, 24},
	{"camellia-192-ofb", "camellia-192-ofb", "ofb", 767, 1, 16, 24},
	{"camellia-256-cbc", "camellia-256-cbc", "cbc", 753, 16, 16, 32},
	{"camellia-256-cfb", "camellia-256-cfb", "cfb", 759, 1, 16, 32},
	{"camellia-256-cfb1", "camellia-256-cfb1", "cfb", 762, 1, 16, 32},
	{"camellia-256-cfb8", "camellia-256-cfb8", "cfb", 765, 1, 16, 32},
	{"camellia-256-ctr", "camellia-256-ctr", "ctr", 971, 1, 16, 32},
	{"camellia-256-ecb", "camellia-256-ecb", "ecb", 756, 16, 0, 32},
	{"camellia-256-ofb", "camellia-256-ofb", "ofb", 768, 1, 16, 32},
	{"camellia128", "camellia-128-cbc", "cbc", 751, 16, 16, 16},
	{"camellia192", "camellia-192-cbc", "cbc", 752, 16, 16, 24},
	{"camellia256", "camellia-256-cbc", "cbc", 753, 16, 16, 32},
	{"chacha20", "chacha20", "stream", 1019, 0, 16, 32},
	{"chacha20-poly1305", "chacha20-poly1305", "stream", 1018, 0, 12, 32},
	{"des-ede", "des-ede", "ecb", 32, 8, 0, 16},
	{"des-ede-cbc", "des-ede-cbc", "cbc", 43, 8, 8, 16},
	{"des-ede-cfb", "des-ede-cfb", "cfb", 60, 1, 8, 16},
	{"des-ede-ecb", "des-ede", "ecb", 32, 8, 0, 16},
	{"des-ede-ofb", "des-ede-ofb", "ofb", 62, 1, 8, 16},
	{"des-ede3", "des-ede3", "ecb", 33, 8, 0, 24},
	{"des-ede3-cbc", "des-ede3-cbc", "cbc", 44, 8, 8, 24},
	{"des-ede3-cfb", "des-ede3-cfb", "cfb", 61, 1, 8, 24},
	{"des-ede3-cfb1", "des-ede3-cfb1", "cfb", 658, 1, 8, 24},
	{"des-ede3-cfb8", "des-ede3-cfb8", "cfb", 659, 1, 8, 24},
	{"des-ede3-ecb", "des-ede3", "ecb", 33, 8, 0, 24},
	{"des-ede3-ofb", "des-ede3-ofb", "ofb", 63, 1, 8, 24},
	{"des3", "des-ede3-cbc", "cbc", 44, 8, 8, 24},
	{"des3-wrap", "id-smime-alg-cms3deswrap", "wrap", 246, 8, 0, 24},
	{"id-aes128-CCM", "id-aes128-ccm", "ccm", 896, 1, 12, 16},
	{"id-aes128-GCM", "id-aes128-gcm", "gcm", 895, 1, 12, 16},
	{"id-aes128-wrap", "id-aes128-wrap", "wrap", 788, 8, 8, 16},
	{"id-aes128-wrap-pad", "id-aes128-wrap-pad", "wrap", 897, 8, 4, 16},
	{"id-aes192-CCM", "id-aes192-ccm", "ccm", 899, 1, 12, 24},
	{"id-aes192-GCM", "id-aes192-gcm", "gcm", 898, 1, 12, 24},
	{"id-aes192-wrap", "id-aes192-wrap", "wrap", 789, 8, 8, 24},
	{"id-aes192-wrap-pad", "id-aes192-wrap-pad", "wrap", 900, 8, 4, 24},
	{"id-aes256-CCM", "id-aes256-ccm", "ccm", 902, 1, 12, 32},
	{"id-aes256-GCM", "id-aes256-gcm", "gcm", 901, 1, 12, 32},
	{"id-aes256-wrap", "id-aes256-wrap", "wrap", 790, 8, 8, 32},
	{"id-aes256-wrap-pad", "id-aes256-wrap-pad", "wrap", 903, 8, 4, 32},
	{"id-smime-alg-CMS3DESwrap", "id-smime-alg-cms3deswrap", "wrap", 246, 8, 0, 24},
	{"sm4", "sm4-cbc", "cbc", 1134, 16, 16, 16},
	{"sm4-cbc", "sm4-cbc", "cbc", 1134, 16, 16, 16},
	{"sm4-cfb", "sm4-cfb", "cfb", 1137, 1, 16, 16},
	{"sm4-ctr", "sm4-ctr", "ctr", 1139, 1, 16, 16},
	{"sm4-ecb", "sm4-ecb", "ecb", 1133, 16, 0, 16},
	{"sm4-ofb", "sm4-ofb", "ofb", 1135, 1, 16, 16},
}

// CipherNames lists the names of ciphers.
func CipherNames() []string {
	names := make([]string, len(ciphers))
	for i := range ciphers {
		names[i] = ciphers[i].Name
	}
	return names
}

// FindCipher finds a cipher by its name, in any case.
func FindCipher(name string) (CipherInfo, bool) {
	for _, c := range ciphers {
		if strings.EqualFold(c.Name, name) || strings.EqualFold(c.Full, name) {
			return c, true
		}
	}
	return CipherInfo{}, false
}

// FindCipherByNID finds a cipher by OpenSSL's number.
func FindCipherByNID(nid int) (CipherInfo, bool) {
	for _, c := range ciphers {
		if c.NID == nid {
			return c, true
		}
	}
	return CipherInfo{}, false
}

// legacy are ciphers that only OpenSSL's legacy provider has, which is not
// loaded: asking for one fails.
var legacy = map[string]bool{
	"rc4": true, "rc4-40": true, "rc2": true, "rc2-cbc": true, "bf": true, "bf-cbc": true, "bf-ecb": true, "bf-cfb": true,
	"bf-ofb": true, "blowfish": true, "cast": true, "cast5-cbc": true, "cast-cbc": true, "des": true, "des-cbc": true,
	"des-ecb": true, "des-cfb": true, "des-ofb": true, "idea": true, "idea-cbc": true, "seed": true, "seed-cbc": true,
}

// IsLegacyCipher reports whether a name is one of a cipher that is no longer
// had.
func IsLegacyCipher(name string) bool { return legacy[strings.ToLower(name)] }

// IsLegacyDigest is the same of a hash.
func IsLegacyDigest(name string) bool {
	name = plainName(name)
	return name == "md4" || name == "whirlpool" || name == "mdc2"
}

// ErrUnsupportedName is what asking for something of the legacy provider fails
// with.
var ErrUnsupportedName = failure("0308010C", envelopeRoutines, "EVP ", "unsupported")

// ErrUnsupportedDigest is the same for a hash.
var ErrUnsupportedDigest = failure("0308010C", envelopeRoutines, "EVP ", "unsupported",
	"error:03000086:digital envelope routines::initialization error", "error:0308010C:digital envelope routines::unsupported")
