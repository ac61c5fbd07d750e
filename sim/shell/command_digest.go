package shell

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
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
	_, names, ok := c.flags("bt", "")
	if !ok {
		return 1
	}
	failed := false
	for _, name := range orInput(names) {
		h := hashOf(c.name())
		if c.each([]string{name}, func(_ string, piece []byte) bool {
			c.owe(int64(len(piece)) * digestNs)
			h.Write(piece)
			return true
		}) {
			failed = true
			continue
		}
		c.printLine(hex.EncodeToString(h.Sum(nil)) + "  " + name)
	}
	return oneIf(failed)
}

func hashOf(name string) hash.Hash {
	switch name {
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

// baseSixtyFour is base64.
func baseSixtyFour(c *call) int {
	given, names, ok := c.flags("di", "w")
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
		data, err := base64.StdEncoding.DecodeString(text)
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
	text := base64.StdEncoding.EncodeToString(all)
	for width > 0 && len(text) > width {
		c.printLine(text[:width])
		text = text[width:]
	}
	if c.print("%s", text); text != "" && width > 0 {
		c.printLine("")
	}
	return 0
}
