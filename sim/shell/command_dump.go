package shell

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// dumpNs is what a byte costs to show as numbers.
const dumpNs = 20

// dumpWidth is how many bytes od, hexdump and xxd show in a line.
const dumpWidth = 16

// form is one of the ways in which od shows bytes: as numbers of so many bytes, or
// as characters.
type form struct {
	kind  byte // a, c, d, o, u or x
	size  int  // bytes of each
	width int  // columns of each, without the space before it
	shown bool // the line's bytes follow as text
}

// widths are how many columns the largest number takes, by kind and size.
func widthOf(kind byte, size int) int {
	switch kind {
	case 'a', 'c':
		return 3
	case 'x':
		return 2 * size
	case 'o':
		return (8*size + 2) / 3
	}
	digits := map[int]int{1: 3, 2: 5, 4: 10, 8: 20}[size]
	if kind == 'd' && size < 8 {
		digits++
	}
	return digits
}

// readForms reads what follows -t of od. (od(1))
func readForms(text string) ([]form, bool) {
	var all []form
	for len(text) > 0 {
		f := form{kind: text[0], size: 1}
		if strings.IndexByte("acdoux", f.kind) < 0 {
			return nil, false
		}
		text = text[1:]
		if f.kind != 'a' && f.kind != 'c' {
			f.size = 4
			if size, letter := strings.IndexByte("CSIL", firstOf(text)), len(text) > 0; letter && size >= 0 {
				f.size, text = 1<<size, text[1:]
			} else if digits := len(text) - len(strings.TrimLeft(text, "0123456789")); digits > 0 {
				f.size, _ = strconv.Atoi(text[:digits])
				text = text[digits:]
			}
		}
		if strings.HasPrefix(text, "z") {
			f.shown, text = true, text[1:]
		}
		if !slices.Contains([]int{1, 2, 4, 8}, f.size) {
			return nil, false
		}
		f.width = widthOf(f.kind, f.size)
		all = append(all, f)
	}
	return all, len(all) > 0
}

func firstOf(text string) byte {
	if text == "" {
		return 0
	}
	return text[0]
}

// joinForms makes one option -t of all that there are.
func joinForms(words []string) []string {
	var kept []string
	forms := ""
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "-t" && i+1 < len(words):
			i++
			forms += words[i]
		case strings.HasPrefix(word, "-t"):
			forms += word[2:]
		case strings.HasPrefix(word, "--format="):
			forms += strings.TrimPrefix(word, "--format=")
		default:
			kept = append(kept, word)
		}
	}
	if forms == "" {
		return words
	}
	return slices.Insert(kept, 1, "-t"+forms)
}

// octalDump is od.
func octalDump(c *call) int {
	short := map[byte]string{'a': "a", 'b': "o1", 'c': "c", 'd': "u2", 'i': "dI", 'l': "dL", 'o': "o2", 's': "d2", 'x': "x2"}
	c.words = joinForms(c.words)
	given, names, ok := c.flags("abcdilosxv", "AtNjw", "address-radix=A", "format=t", "read-bytes=N", "skip-bytes=j", "output-duplicates=v", "width=w")
	if !ok {
		return 1
	}
	var forms []form
	for _, letter := range []byte("abcdilosx") {
		if has(given, letter) {
			more, _ := readForms(short[letter])
			forms = append(forms, more...)
		}
	}
	if text, set := given['t']; set {
		more, fine := readForms(text)
		if !fine {
			c.complain("invalid type string '%s'", text)
			return 1
		}
		forms = append(forms, more...)
	}
	if len(forms) == 0 {
		forms, _ = readForms("o2")
	}
	d := dump{call: c, forms: forms, radix: cmp.Or(given['A'], "o"), all: has(given, 'v'), width: dumpWidth}
	if d.radix != "o" && d.radix != "d" && d.radix != "x" && d.radix != "n" {
		c.complain("invalid output address radix '%s'; it must be one character from [doxn]", d.radix)
		return 1
	}
	data, failed := c.bytesOf(names)
	if data, ok = c.partOf(data, given['j'], given['N']); !ok {
		return 1
	}
	d.offset, _ = strconv.Atoi(cmp.Or(given['j'], "0"))
	if text, set := given['w']; set {
		width, err := strconv.Atoi(text)
		if err != nil || width < 1 {
			c.complain("invalid -w argument '%s'", text)
			return 1
		}
		d.width = width
	}
	d.print(data)
	if d.radix != "n" && (!failed || len(data) > 0) {
		c.printLine(d.place(d.offset + len(data)))
	}
	return oneIf(failed)
}

// bytesOf is all that files contain, one after another.
func (c *call) bytesOf(names []string) (data []byte, failed bool) {
	failed = c.each(names, func(_ string, piece []byte) bool {
		c.owe(int64(len(piece)) * dumpNs)
		data = append(data, piece...)
		c.hold(len(data))
		return true
	})
	return data, failed
}

// partOf leaves out so many bytes at the beginning, and what is more than so many.
func (c *call) partOf(data []byte, skip, most string) ([]byte, bool) {
	for i, text := range []string{skip, most} {
		if text == "" {
			continue
		}
		n, err := strconv.ParseInt(text, 0, 64)
		if err != nil || n < 0 {
			c.complain("invalid -%c argument '%s'", "jN"[i], text)
			return nil, false
		}
		if i == 0 && n > int64(len(data)) {
			c.complain("cannot skip past end of combined input")
			return nil, false
		}
		if at := min(n, int64(len(data))); i == 0 {
			data = data[at:]
		} else {
			data = data[:at]
		}
	}
	return data, true
}

// dump is a table of bytes that is printed.
type dump struct {
	*call
	forms  []form
	radix  string // of the offsets: o, d, x, or n for none
	all    bool   // lines that are like the one before are printed too
	width  int    // bytes in a line
	offset int
}

func (d *dump) print(data []byte) {
	columns := 0
	for _, f := range d.forms {
		columns = max(columns, d.width/f.size*(f.width+1))
	}
	var last []byte
	starred := false
	for at := 0; at < len(data); at += d.width {
		line := data[at:min(at+d.width, len(data))]
		if !d.all && at > 0 && len(line) == d.width && slices.Equal(line, last) {
			if !starred {
				d.printLine("*")
			}
			starred = true
			continue
		}
		last, starred = line, false
		for i, f := range d.forms {
			place := d.place(d.offset + at)
			if i > 0 {
				place = strings.Repeat(" ", len(place))
			}
			d.printLine(place + f.line(line, d.width, columns))
		}
	}
}

func (d *dump) place(offset int) string {
	switch d.radix {
	case "d":
		return fmt.Sprintf("%07d", offset)
	case "x":
		return fmt.Sprintf("%06x", offset)
	case "o":
		return fmt.Sprintf("%07o", offset)
	}
	return ""
}

// line is a line's bytes in a form, spread over so many columns. (print_named_ascii
// and its like, coreutils' od.c)
func (f form) line(data []byte, width, columns int) string {
	var b strings.Builder
	fields := width / f.size
	pad := columns - fields*(f.width+1)
	left := pad
	for i := range fields {
		if i*f.size >= len(data) {
			break
		}
		next := pad * (fields - i - 1) / fields
		fmt.Fprintf(&b, " %*s", left-next+f.width, f.field(data[i*f.size:]))
		left = next
	}
	if f.shown {
		shown := (len(data) + f.size - 1) / f.size
		b.WriteString(strings.Repeat(" ", (fields-shown)*(f.width+1)) + "  >" + printable(data) + "<")
	}
	return b.String()
}

// field is what the first bytes are in a form; what is missing at the end is 0.
func (f form) field(data []byte) string {
	switch f.kind {
	case 'a':
		return nameOfByte(data[0] & 0x7f)
	case 'c':
		return charOfByte(data[0])
	}
	var n uint64
	for i := range min(f.size, len(data)) {
		n |= uint64(data[i]) << (8 * i)
	}
	switch f.kind {
	case 'x':
		return fmt.Sprintf("%0*x", f.width, n)
	case 'o':
		return fmt.Sprintf("%0*o", f.width, n)
	case 'd':
		shift := 64 - 8*f.size
		return strconv.FormatInt(int64(n<<shift)>>shift, 10)
	}
	return strconv.FormatUint(n, 10)
}

func nameOfByte(b byte) string {
	names := strings.Fields("nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp")
	switch {
	case int(b) < len(names):
		return names[b]
	case b == 127:
		return "del"
	}
	return string(rune(b))
}

func charOfByte(b byte) string {
	if at := strings.IndexByte("\x00\a\b\t\n\v\f\r", b); at >= 0 {
		return []string{`\0`, `\a`, `\b`, `\t`, `\n`, `\v`, `\f`, `\r`}[at]
	}
	if b < ' ' || b > '~' {
		return fmt.Sprintf("%03o", b)
	}
	return string(rune(b))
}

// printable is bytes as text, with a point for what cannot be printed.
func printable(data []byte) string {
	shown := slices.Clone(data)
	for i, b := range shown {
		if b < ' ' || b > '~' {
			shown[i] = '.'
		}
	}
	return string(shown)
}

// checksum is cksum and sum: a sum of each file, and how long it is.
func checksum(c *call) int {
	given, names, ok := c.flags("rs", "", "sysv=s")
	if !ok {
		return 1
	}
	failed := false
	for _, name := range orInput(names) {
		data, wrong := c.bytesOf([]string{name})
		if failed = failed || wrong; wrong {
			continue
		}
		line := ""
		switch size := len(data); {
		case c.name() == "cksum":
			line = fmt.Sprintf("%d %d", posixSum(data), size)
		case has(given, 's'):
			line = fmt.Sprintf("%d %d", systemVSum(data), (size+511)/512)
		default:
			line = fmt.Sprintf("%05d %5d", bsdSum(data), (size+1023)/1024)
		}
		if len(names) > 0 {
			line += " " + name
		}
		c.printLine(line)
	}
	return oneIf(failed)
}

// posixSum is the cyclic redundancy check of POSIX's cksum: of the bytes, and of how
// many there are.
func posixSum(data []byte) uint32 {
	var sum uint32
	add := func(b byte) {
		sum ^= uint32(b) << 24
		for range 8 {
			if sum&(1<<31) != 0 {
				sum = sum<<1 ^ 0x04c11db7
			} else {
				sum <<= 1
			}
		}
	}
	for _, b := range data {
		add(b)
	}
	for size := len(data); size > 0; size >>= 8 {
		add(byte(size))
	}
	return ^sum
}

func bsdSum(data []byte) (sum uint16) {
	for _, b := range data {
		sum = bits.RotateLeft16(sum, -1) + uint16(b)
	}
	return sum
}

func systemVSum(data []byte) uint32 {
	var sum uint32
	for _, b := range data {
		sum += uint32(b)
	}
	sum = sum&0xffff + sum>>16
	return sum&0xffff + sum>>16
}

// hexDump is hexdump: numbers of two bytes, or with -C bytes and text.
func hexDump(c *call) int {
	given, names, ok := c.flags("Cv", "ns")
	if !ok {
		return 1
	}
	data, failed := c.bytesOf(names)
	if data, ok = c.partOf(data, given['s'], given['n']); !ok {
		return 1
	}
	offset, _ := strconv.Atoi(cmp.Or(given['s'], "0"))
	var last []byte
	starred := false
	for at := 0; at < len(data); at += dumpWidth {
		line := data[at:min(at+dumpWidth, len(data))]
		if !has(given, 'v') && at > 0 && len(line) == dumpWidth && slices.Equal(line, last) {
			if !starred {
				c.printLine("*")
			}
			starred = true
			continue
		}
		last, starred = line, false
		if has(given, 'C') {
			c.printLine(fmt.Sprintf("%08x  %-49s |%s|", offset+at, hexBytes(line), printable(line)))
		} else {
			words := form{kind: 'x', size: 2, width: 4}
			c.printLine(fmt.Sprintf("%07x%-40s", offset+at, words.line(line, dumpWidth, 40)))
		}
	}
	if len(data) > 0 {
		c.printLine(fmt.Sprintf("%0*x", 7+oneIf(has(given, 'C')), offset+len(data)))
	}
	return oneIf(failed)
}

// hexBytes are bytes in hexadecimal, with a gap in the middle.
func hexBytes(line []byte) string {
	var b strings.Builder
	for i, one := range line {
		if i == dumpWidth/2 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%02x ", one)
	}
	return b.String()
}

// hexAndText is xxd: bytes in groups and as text, or with -p only their digits.
func hexAndText(c *call) int {
	given, names, ok := c.flags("pu", "cgl")
	if !ok {
		return 1
	}
	data, failed := c.bytesOf(names)
	if data, ok = c.partOf(data, "", given['l']); !ok {
		return 1
	}
	digits := "%02x"
	if has(given, 'u') {
		digits = "%02X"
	}
	width, group := dumpWidth, 2
	if has(given, 'p') {
		width = 30
	}
	if n, err := strconv.Atoi(given['c']); err == nil && n > 0 {
		width = n
	}
	if n, err := strconv.Atoi(given['g']); err == nil && n > 0 {
		group = n
	}
	for at := 0; at < len(data); at += width {
		line := data[at:min(at+width, len(data))]
		var b strings.Builder
		for i, one := range line {
			if !has(given, 'p') && i > 0 && i%group == 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, digits, one)
		}
		if has(given, 'p') {
			c.printLine(b.String())
			continue
		}
		c.printLine(fmt.Sprintf("%08x: %-*s  %s", at, 2*width+(width-1)/group, b.String(), printable(line)))
	}
	return oneIf(failed)
}
