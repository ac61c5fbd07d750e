package shell

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strconv"
	"strings"
)

// digestNs is what a byte costs to hash: 500 MB a second.
const digestNs = 2

// digest is md5sum and its like.
func digest(c *call) int {
	given, names, ok := c.flags("btcz", "", "check=c", "status=s", "quiet=q", "binary=b", "text=t", "tag=T", "zero=z")
	if !ok {
		return 1
	}
	if has(given, 'c') {
		return c.checkDigests(given, names)
	}
	failed := false
	for _, name := range orInput(names) {
		sum, wrong := c.digestOf(name)
		if failed = failed || wrong; !wrong {
			between := "  "
			if has(given, 'b') {
				between = " *"
			}
			line := sum + between + name
			if has(given, 'T') {
				kind := strings.ToUpper(strings.TrimSuffix(c.name(), "sum"))
				if kind == "B2" {
					kind = "BLAKE2b"
				}
				line = kind + " (" + name + ") = " + sum
			}
			c.print("%s%s", line, recordEnd(has(given, 'z')))
		}
	}
	return oneIf(failed)
}

// digestOf is the digest of a file, in hexadecimal.
func (c *call) digestOf(name string) (sum string, failed bool) {
	h := c.hashOf(c.name())
	failed = c.each([]string{name}, func(_ string, piece []byte) bool {
		c.owe(int64(len(piece)) * digestNs)
		h.Write(piece)
		return true
	})
	return hex.EncodeToString(h.Sum(nil)), failed
}

// checkDigests compares files with the digests that lists of them say.
func (c *call) checkDigests(given map[byte]string, lists []string) int {
	status := 0
	for _, list := range orInput(lists) {
		lines, wrong := c.linesIn(list)
		if wrong {
			status = 1
			continue
		}
		read, unread, different := 0, 0, 0
		for _, line := range lines {
			sum, name, found := strings.Cut(line, " ")
			if !found || len(name) < 2 || len(sum) != 2*c.hashOf(c.name()).Size() {
				continue
			}
			read++
			name = name[1:]
			own, wrong := c.digestOf(name)
			verdict := "OK"
			switch {
			case wrong:
				unread++
				verdict = "FAILED open or read"
			case !strings.EqualFold(own, sum):
				different++
				verdict = "FAILED"
			}
			if !has(given, 's') && (verdict != "OK" || !has(given, 'q')) {
				c.printLine(name + ": " + verdict)
			}
		}
		c.flush()
		if unread+different > 0 || read == 0 {
			status = 1
		}
		c.warnOfDigests(has(given, 's'), list, read, unread, different)
	}
	return status
}

func (c *call) warnOfDigests(silent bool, list string, read, unread, different int) {
	if list == "-" {
		list = "'standard input'"
	}
	switch {
	case read == 0:
		c.complain("%s: no properly formatted checksum lines found", list)
	case silent:
	default:
		if unread > 0 {
			c.complain("WARNING: %d listed %s could not be read", unread, plural(unread, "file"))
		}
		if different > 0 {
			c.complain("WARNING: %d computed %s did NOT match", different, plural(different, "checksum"))
		}
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

func (c *call) hashOf(name string) hash.Hash {
	switch name {
	case "b2sum":
		return c.system.Blake()
	case "md5sum":
		return md5.New()
	case "sha1sum":
		return sha1.New()
	case "sha224sum":
		return sha256.New224()
	case "sha384sum":
		return sha512.New384()
	case "sha512sum":
		return sha512.New()
	}
	return sha256.New()
}

// baseSixtyFour is base64, and base32.
func baseSixtyFour(c *call) int {
	encode, decode := base64.StdEncoding.EncodeToString, base64.StdEncoding.DecodeString
	if c.name() == "base32" {
		encode, decode = base32.StdEncoding.EncodeToString, base32.StdEncoding.DecodeString
	}
	given, names, ok := c.flags("di", "w", "decode=d", "ignore-garbage=i", "wrap=w")
	if !ok {
		return 1
	}
	var all []byte
	if c.each(names, func(_ string, piece []byte) bool {
		all = append(all, piece...)
		c.hold(len(all))
		return true
	}) {
		return 1
	}
	if has(given, 'd') {
		text := strings.Map(func(r rune) rune {
			if r == '\n' {
				return -1
			}
			return r
		}, string(all))
		data, err := decode(text)
		c.print("%s", data)
		if err != nil {
			c.flush()
			c.complain("invalid input")
			return 1
		}
		return 0
	}
	width := 76
	if text, set := given['w']; set {
		width, _ = strconv.Atoi(text)
	}
	text := encode(all)
	for width > 0 && len(text) > width {
		c.printLine(text[:width])
		text = text[width:]
	}
	if c.print("%s", text); text != "" && width > 0 {
		c.printLine("")
	}
	return 0
}
