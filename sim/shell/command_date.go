package shell

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// date tells the time, or another one, in a form that can be chosen. The zone is UTC.
func date(c *call) int {
	words, format, at, shown := []string(nil), "%a %b %e %H:%M:%S %Z %Y", c.nowNs(), false
	for _, word := range c.words[1:] { // -I has its value joined to it
		name, value, joined := strings.Cut(word, "=")
		switch {
		case strings.HasPrefix(word, "-I"), len(name) > 4 && strings.HasPrefix("--iso-8601", name):
			if !joined {
				value = strings.TrimPrefix(word, "-I")
			}
			if strings.HasPrefix(value, "--") {
				value = ""
			}
			format = isoFormat(value)
		case strings.HasPrefix(word, "--rfc-3339="):
			format = strings.Replace(isoFormat(value), "T", " ", 1)
		case word == "-R" || word == "--rfc-email" || word == "--rfc-2822":
			format = "%a, %d %b %Y %H:%M:%S %z"
		default:
			words = append(words, word)
			continue
		}
		if format == "" {
			c.complain("invalid argument ‘%s’ for ‘--iso-8601’", value)
			return 1
		}
		shown = true
	}
	c.words = append(c.words[:1:1], words...)
	given, rest, ok := c.flags("u", "drsf", "utc=u", "universal=u", "date=d", "reference=r", "set=s", "file=f")
	if !ok {
		return 1
	}
	switch text, set := given['d']; {
	case set:
		when, valid := whenIs(text, at)
		if !valid {
			c.complain("invalid date ‘%s’", text)
			return 1
		}
		at = when
	case has(given, 'r'):
		info, errno := c.system.Files.Stat(c.path(given['r']), true)
		if errno != 0 {
			c.complain("%s: %s", given['r'], errno.Message())
			return 1
		}
		at = info.ModifiedNs
	case has(given, 's'):
		c.complain("cannot set date: Operation not permitted")
		return 1
	}
	for _, word := range rest {
		form, isForm := strings.CutPrefix(word, "+")
		switch {
		case !isForm:
			c.complain("invalid date ‘%s’", word)
			return 1
		case shown:
			c.complain("multiple output formats specified")
			return 1
		}
		format, shown = form, true
	}
	c.printLine(formatTime(format, time.Unix(0, at).UTC()))
	return 0
}

// isoFormat is the form that a precision of -I means, "" for none.
func isoFormat(precision string) string {
	return map[string]string{
		"": "%Y-%m-%d", "date": "%Y-%m-%d", "hours": "%Y-%m-%dT%H%:z", "minutes": "%Y-%m-%dT%H:%M%:z",
		"seconds": "%Y-%m-%dT%H:%M:%S%:z", "ns": "%Y-%m-%dT%H:%M:%S,%N%:z",
	}[precision]
}

// formatTime is strftime(3), with what GNU's date adds to it.
func formatTime(format string, at time.Time) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		begin := i
		i++
		flags, width := "", 0
		for i < len(format) && strings.IndexByte("-_0^#+", format[i]) >= 0 {
			flags += format[i : i+1]
			i++
		}
		for i < len(format) && isDigit(format[i]) {
			width = width*10 + int(format[i]-'0')
			i++
		}
		colons := 0
		for i < len(format) && format[i] == ':' {
			colons++
			i++
		}
		for i < len(format) && (format[i] == 'E' || format[i] == 'O') {
			i++
		}
		if i == len(format) {
			b.WriteString(format[begin:])
			break
		}
		text, known := timeField(format[i], flags, width, colons, at)
		if !known {
			b.WriteString(format[begin : i+1])
			continue
		}
		b.WriteString(text)
	}
	return b.String()
}

// timeField is one field of strftime(3).
func timeField(letter byte, flags string, width, colons int, at time.Time) (text string, known bool) {
	number := func(n, digits int, pad byte) (string, bool) {
		switch {
		case strings.Contains(flags, "-"):
			return strconv.Itoa(n), true
		case strings.Contains(flags, "_"):
			pad = ' '
		case strings.Contains(flags, "0"):
			pad = '0'
		}
		text := strconv.Itoa(n)
		return strings.Repeat(string(pad), max(0, max(digits, width)-len(text))) + text, true
	}
	word := func(text string) (string, bool) {
		switch {
		case strings.Contains(flags, "^"):
			text = strings.ToUpper(text)
		case strings.Contains(flags, "#") && letter == 'p', letter == 'P':
			text = strings.ToLower(text)
		case strings.Contains(flags, "#"):
			text = strings.ToUpper(text)
		}
		pad := " "
		if strings.Contains(flags, "0") {
			pad = "0"
		}
		return strings.Repeat(pad, max(0, width-len(text))) + text, true
	}
	week := func(first time.Weekday) int { return (at.YearDay() + 6 - (int(at.Weekday())-int(first)+7)%7) / 7 }
	isoYear, isoWeek := at.ISOWeek()
	twelve := (at.Hour()+11)%12 + 1
	switch letter {
	case 'a', 'A', 'b', 'h', 'B', 'p', 'P':
		return word(at.Format(map[byte]string{'a': "Mon", 'A': "Monday", 'b': "Jan", 'h': "Jan", 'B': "January", 'p': "PM", 'P': "PM"}[letter]))
	case 'Z':
		return word("UTC")
	case 'c', 'D', 'F', 'r', 'R', 'T', 'x', 'X':
		return word(at.Format(map[byte]string{
			'c': "Mon Jan _2 15:04:05 2006", 'D': "01/02/06", 'x': "01/02/06", 'F': "2006-01-02", 'r': "03:04:05 PM", 'R': "15:04",
			'T': "15:04:05", 'X': "15:04:05",
		}[letter]))
	case 'z':
		return []string{"+0000", "+00:00", "+00:00:00", "+00"}[min(colons, 3)], true
	case 'C':
		return number(at.Year()/100, 2, '0')
	case 'd':
		return number(at.Day(), 2, '0')
	case 'e':
		return number(at.Day(), 2, ' ')
	case 'g':
		return number(isoYear%100, 2, '0')
	case 'G':
		return number(isoYear, 4, '0')
	case 'H':
		return number(at.Hour(), 2, '0')
	case 'I':
		return number(twelve, 2, '0')
	case 'j':
		return number(at.YearDay(), 3, '0')
	case 'k':
		return number(at.Hour(), 2, ' ')
	case 'l':
		return number(twelve, 2, ' ')
	case 'm':
		return number(int(at.Month()), 2, '0')
	case 'M':
		return number(at.Minute(), 2, '0')
	case 'N':
		text := fmt.Sprintf("%09d", at.Nanosecond())
		if width > 0 && width < 9 {
			text = text[:width]
		}
		if strings.Contains(flags, "-") {
			text = strings.TrimRight(text[:8], "0") + text[8:]
		}
		return text, true
	case 'q':
		return number((int(at.Month())+2)/3, 1, '0')
	case 's':
		return number(int(at.Unix()), 1, '0')
	case 'S':
		return number(at.Second(), 2, '0')
	case 'u':
		return number((int(at.Weekday())+6)%7+1, 1, '0')
	case 'U':
		return number(week(time.Sunday), 2, '0')
	case 'V':
		return number(isoWeek, 2, '0')
	case 'w':
		return number(int(at.Weekday()), 1, '0')
	case 'W':
		return number(week(time.Monday), 2, '0')
	case 'y':
		return number(at.Year()%100, 2, '0')
	case 'Y':
		return number(at.Year(), 4, '0')
	case 'n':
		return "\n", true
	case 't':
		return "\t", true
	case '%':
		return "%", true
	}
	return "", false
}

// dateLayouts are the forms of a whole date that whenIs knows, as Go has them.
var dateLayouts = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02", "2006/01/02", "20060102", "01/02/2006", "1/2/2006",
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "January 2 2006", "Jan 2, 2006", "Jan 2 2006", "2-Jan-2006", "2006-1-2",
}

// whenIs reads an instant as GNU's date does: "@seconds", dates and times in the usual
// forms, days by name, and what is so much before or behind these. (parse_datetime of
// gnulib)
func whenIs(text string, nowNs int64) (ns int64, ok bool) {
	text = strings.TrimSpace(text)
	if seconds, isStamp := strings.CutPrefix(text, "@"); isStamp {
		whole, fraction, _ := strings.Cut(seconds, ".")
		n, err := strconv.ParseInt(whole, 10, 40)
		if err != nil {
			return 0, false
		}
		part, _ := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
		return n*int64(time.Second) + part, true
	}
	r := whenReader{at: time.Unix(0, nowNs).UTC(), words: strings.Fields(text)}
	r.now = r.at
	if len(r.words) == 0 {
		r.midnight()
	}
	for len(r.words) > 0 {
		if !r.date() && !r.clock() && !r.named() && !r.relative() {
			return 0, false
		}
	}
	return r.at.UnixNano(), true
}

// whenReader reads an instant word by word.
type whenReader struct {
	at, now time.Time
	words   []string
	timed   bool // a time of day was given
}

func (r *whenReader) midnight() {
	if !r.timed {
		r.at = time.Date(r.at.Year(), r.at.Month(), r.at.Day(), 0, 0, 0, 0, time.UTC)
	}
}

// date reads a date of up to three words.
func (r *whenReader) date() bool {
	for count := min(3, len(r.words)); count > 0; count-- {
		text := strings.Join(r.words[:count], " ")
		if main, fraction, found := strings.Cut(text, ","); found && !strings.Contains(text, " ") {
			text = main + "." + fraction
		}
		for _, layout := range dateLayouts {
			at, err := time.Parse(layout, text)
			if err != nil {
				continue
			}
			r.words = r.words[count:]
			if strings.Contains(layout, "15") {
				r.at, r.timed = at.UTC(), true
				return true
			}
			clock := r.at.Sub(time.Date(r.at.Year(), r.at.Month(), r.at.Day(), 0, 0, 0, 0, time.UTC))
			if r.at = at; r.timed {
				r.at = at.Add(clock)
			}
			r.timed = true
			return true
		}
	}
	return false
}

// clock reads a time of day, and the zone behind it.
func (r *whenReader) clock() bool {
	word := r.words[0]
	if word == "UTC" || word == "GMT" || word == "Z" || word == "+0000" {
		r.words = r.words[1:]
		return true
	}
	half := ""
	if len(r.words) > 1 && (strings.EqualFold(r.words[1], "am") || strings.EqualFold(r.words[1], "pm")) {
		half = strings.ToUpper(r.words[1])
	}
	for _, layout := range []string{"15:04:05Z07:00", "15:04:05-0700", "15:04:05", "15:04", "3:04PM", "3PM", "3:04:05PM"} {
		at, err := time.Parse(layout, strings.ToUpper(word)+half)
		if err != nil {
			continue
		}
		r.words = r.words[1+oneIf(half != ""):]
		day := time.Date(r.at.Year(), r.at.Month(), r.at.Day(), 0, 0, 0, 0, time.UTC)
		at = at.UTC()
		r.at = day.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second + time.Duration(at.Nanosecond()))
		r.timed = true
		return true
	}
	return false
}

// named reads a day that has a name.
func (r *whenReader) named() bool {
	word := strings.ToLower(r.words[0])
	switch word {
	case "now", "today":
	case "yesterday":
		r.at = r.at.AddDate(0, 0, -1)
	case "tomorrow":
		r.at = r.at.AddDate(0, 0, 1)
	case "midnight":
		r.timed = false
		r.midnight()
	case "noon":
		r.timed = false
		r.midnight()
		r.at = r.at.Add(12 * time.Hour)
	default:
		day, known := weekday(word)
		if !known {
			return false
		}
		r.midnight()
		r.at = r.at.AddDate(0, 0, (day-int(r.at.Weekday())+7)%7)
	}
	r.words = r.words[1:]
	return true
}

// weekday is the day of the week that a word means, in full or its first three
// letters.
func weekday(word string) (int, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToLower(day.String())
		if len(word) >= 3 && (word == name || word == name[:3]) {
			return int(day), true
		}
	}
	return 0, false
}

// relative reads how much earlier or later: "+1 day", "2 hours ago", "next month".
func (r *whenReader) relative() bool {
	word := strings.ToLower(r.words[0])
	count, rest := 1, r.words[1:]
	switch word {
	case "next":
	case "last":
		count = -1
	case "this":
		count = 0
	default:
		digits := 0
		for digits < len(word) && (isDigit(word[digits]) || digits == 0 && (word[0] == '+' || word[0] == '-')) {
			digits++
		}
		if word == "+" || word == "-" { // the number is the next word
			if len(rest) == 0 {
				return false
			}
			r.words = append([]string{word + rest[0]}, rest[1:]...)
			return r.relative()
		}
		n, err := strconv.Atoi(word[:digits])
		switch {
		case err == nil && digits < len(word):
			count, rest = n, append([]string{word[digits:]}, rest...)
		case err == nil:
			count = n
		default: // a unit without a number
			rest = r.words
		}
	}
	if len(rest) == 0 {
		return false
	}
	unit := strings.TrimSuffix(strings.ToLower(rest[0]), "s")
	rest = rest[1:]
	if len(rest) > 0 && strings.EqualFold(rest[0], "ago") {
		count, rest = -count, rest[1:]
	}
	switch unit {
	case "year":
		r.at = r.at.AddDate(count, 0, 0)
	case "month":
		r.at = r.at.AddDate(0, count, 0)
	case "fortnight":
		r.at = r.at.AddDate(0, 0, 14*count)
	case "week":
		r.at = r.at.AddDate(0, 0, 7*count)
	case "day":
		r.at = r.at.AddDate(0, 0, count)
	case "hour":
		r.at = r.at.Add(time.Duration(count) * time.Hour)
	case "minute", "min":
		r.at = r.at.Add(time.Duration(count) * time.Minute)
	case "second", "sec":
		r.at = r.at.Add(time.Duration(count) * time.Second)
	default:
		return false
	}
	r.words = rest
	return true
}

// stampOf reads an instant as touch -t does: [[CC]YY]MMDDhhmm[.ss].
func stampOf(text string, nowNs int64) (ns int64, ok bool) {
	digits, seconds, dotted := strings.Cut(text, ".")
	if !dotted {
		seconds = "00"
	}
	year := time.Unix(0, nowNs).UTC().Year()
	switch len(digits) {
	case 8:
		digits = strconv.Itoa(year) + digits
	case 10:
		century := "20"
		if digits >= "69" {
			century = "19"
		}
		digits = century + digits
	}
	at, err := time.Parse("20060102150405", digits+seconds)
	return at.UnixNano(), err == nil
}
