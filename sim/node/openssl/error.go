package openssl

import (
	"errors"
	"fmt"
	"strings"
)

// Error is an error as OpenSSL queues it: error:NUMBER:LIBRARY::REASON.
type Error struct {
	Number  string
	Library string
	Reason  string
	Stack   []string // the errors queued before it, the oldest last
	Code    string   // what Node makes of the reason, without ERR_OSSL_
}

func (e *Error) Error() string {
	return fmt.Sprintf("error:%s:%s::%s", e.Number, e.Library, e.Reason)
}

// failure makes an error; prefix is what Node puts before the reason in the
// code for some libraries.
func failure(number, library, prefix, reason string, stack ...string) *Error {
	code := strings.ToUpper(strings.ReplaceAll(prefix+reason, " ", "_"))
	return &Error{Number: number, Library: library, Reason: reason, Stack: stack, Code: code}
}

const (
	rsaRoutines      = "rsa routines"
	providerRoutines = "Provider routines"
	envelopeRoutines = "digital envelope routines"
	decoderRoutines  = "DECODER routines"
	asn1Routines     = "asn1 encoding routines"
	dhRoutines       = "Diffie-Hellman routines"
)

var (
	errUnsupported     = failure("1E08010C", decoderRoutines, "", "unsupported")
	errTooLarge        = failure("0200006E", rsaRoutines, "RSA ", "data too large for key size")
	errTooSmall        = failure("0200007A", rsaRoutines, "RSA ", "data too small for key size")
	errOAEP            = failure("02000079", rsaRoutines, "RSA ", "oaep decoding error")
	errPaddingMode     = failure("1C8000A5", providerRoutines, "", "illegal or unsupported padding mode")
	errInvalidDigest   = failure("1C80007A", providerRoutines, "", "invalid digest")
	errKeyType         = failure("03000096", envelopeRoutines, "EVP ", "operation not supported for this keytype")
	errDomain          = failure("1C8000CB", providerRoutines, "", "mismatching domain parameters")
	errBadGenerator    = failure("02800065", dhRoutines, "DH ", "bad generator")
	errModulusTooSmall = failure("0280007E", dhRoutines, "DH ", "modulus too small")
	errUnknownPadding  = failure("02000076", rsaRoutines, "RSA ", "unknown padding type")
	errFFC             = &Error{Number: "05000072", Library: "dsa routines", Reason: "bad ffc parameters"}
	errGeneration      = errors.New("Key generation job failed")
	errBitsTooSmall    = errors.New("error:01800076:bignum routines::bits too small")
	errASN1            = failure("0680007B", asn1Routines, "ASN1 ", "header too long")
	errNotBlockType1   = failure("0200006A", rsaRoutines, "RSA ", "block type is not 01", "error:1C880004:Provider routines::RSA lib", "error:02000072:rsa routines::padding check failed")
	// Of a signature with a padding of PKCS #1.
	errDigestTooBigForKey = failure("02000070", rsaRoutines, "RSA ", "digest too big for rsa key", "error:1C880004:Provider routines::RSA lib")
	errDigestTooBig       = failure("0200006E", rsaRoutines, "RSA ", "data too large for key size", "error:1C880004:Provider routines::RSA lib")
	errSmallKey           = &Error{Number: "1C8000AB", Library: providerRoutines, Reason: "key size too small"}
	errExponent           = &Error{Number: "020000B2", Library: rsaRoutines, Reason: "pub exponent out of range"}
	errNoPassphrase       = failure("07880109", "common libcrypto routines", "CRYPTO ", "interrupted or cancelled", "error:04800068:PEM routines::bad password read", "error:07880109:common libcrypto routines::interrupted or cancelled", "error:1C80009F:Provider routines::unable to get passphrase", "error:07880109:common libcrypto routines::interrupted or cancelled")
	errBadPassphrase      = failure("1C800064", providerRoutines, "", "bad decrypt", "error:11800074:PKCS12 routines::pkcs12 cipherfinal error", "error:1C800064:Provider routines::bad decrypt", "error:11800074:PKCS12 routines::pkcs12 cipherfinal error")
	errSaltLength         = failure("1C800070", providerRoutines, "", "invalid salt length")
)

// Refused is an error of the simulator: what it cannot do, and what to write
// instead.
type Refused struct{ What, Instead string }

func (r *Refused) Error() string { return "timeslice: " + r.What + " is not simulated; " + r.Instead }
