package js

import (
	"math"
	"time"

	"github.com/grafana/sobek"
)

// Dates are read as V8 reads them: in the form of the language, and in all that people
// write besides: "Jan 1 2000 GMT+5:30", "5/6/2000 7:08 pm". The engine knows other forms
// besides, and takes the 32nd of January for the first.
// (DateParser::Parse, src/date/dateparser-inl.h)

func (i *Isolate) readDates() {
	i.beforeConstruct("Date", func(arguments []sobek.Value) {
		if len(arguments) == 1 {
			if text, ok := arguments[0].(sobek.String); ok {
				arguments[0] = i.Engine.ToValue(i.dateOf(text.String()))
			}
		}
	})
	i.Later("Date.parse", func(function *sobek.Object) {
		i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			return i.Engine.ToValue(i.dateOf(call.Argument(0).ToString().String()))
		})
	})
}

// dateOf is the time that a text tells, in milliseconds; NaN if it is none.
func (i *Isolate) dateOf(text string) float64 {
	p := &dateParser{text: []rune(text)}
	date, ok := p.parse()
	if !ok {
		return math.NaN()
	}
	if p.zone.sign == 0 {
		return i.localTime(date)
	}
	if at := date.utc() - float64(p.zone.offset())*1000; math.Abs(at) <= 8.64e15 { // (21.4.1.1: Time Values and Time Range)
		return at
	}
	return math.NaN()
}

// localTime is a time as the clocks of the computer show it.
func (i *Isolate) localTime(d dateParts) float64 {
	e := i.Engine
	class := e.Get("Date")
	object, err := e.New(class, e.ToValue(d.year+400), e.ToValue(d.month), e.ToValue(d.day), e.ToValue(0))
	if err == nil {
		set, _ := sobek.AssertFunction(object.Get("setFullYear"))
		hours, _ := sobek.AssertFunction(object.Get("setHours"))
		if _, err = set(object, e.ToValue(d.year), e.ToValue(d.month), e.ToValue(d.day)); err == nil {
			if value, err := hours(object, e.ToValue(d.hour), e.ToValue(d.minute), e.ToValue(d.second), e.ToValue(d.millisecond)); err == nil {
				return value.ToFloat()
			}
		}
	}
	panic(err)
}

// dateParts are a date and a time; months count from 0.
type dateParts struct{ year, month, day, hour, minute, second, millisecond int }

func (d dateParts) utc() float64 {
	if d.year < -400_000 || d.year > 400_000 {
		return math.NaN()
	}
	at := time.Date(d.year, time.Month(d.month+1), d.day, d.hour, d.minute, d.second, 0, time.UTC)
	return float64(at.Unix())*1000 + float64(d.millisecond)
}

// dateToken is a piece of such a text: a number, a word of letters, a sign, or space.
type dateToken struct {
	kind   byte // '0' a number, 'a' a word, ' ' space, 0 the end, '?' anything else; signs are themselves
	number int
	length int
	word   dateWord
}

func (t dateToken) fixed(length int) bool { return t.kind == '0' && t.length == length }
func (t dateToken) isSign() bool          { return t.kind == '+' || t.kind == '-' }

// dateWord is what a word means.
type dateWord struct {
	kind  byte // 'm' a month, 'h' a half of the day, 'z' a zone, 't' what stands before a time; 0 nothing
	value int
}

// wordOf tells words by their first three letters. Only months can be longer.
func wordOf(prefix string, length int) dateWord {
	for at, month := range [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if prefix == month {
			return dateWord{'m', at + 1}
		}
	}
	if length > 3 {
		return dateWord{}
	}
	switch prefix {
	case "am":
		return dateWord{'h', 0}
	case "pm":
		return dateWord{'h', 12}
	case "ut", "utc", "z", "gmt":
		return dateWord{'z', 0}
	case "edt":
		return dateWord{'z', -4}
	case "cdt", "est":
		return dateWord{'z', -5}
	case "mdt", "cst":
		return dateWord{'z', -6}
	case "pdt", "mst":
		return dateWord{'z', -7}
	case "pst":
		return dateWord{'z', -8}
	case "t":
		return dateWord{'t', 0}
	}
	return dateWord{}
}

// dateZone is how far clocks are from UTC: sign is 0 if that is not told.
type dateZone struct {
	sign, hour, minute  int
	hasHour, hasMinutes bool
}

func (z *dateZone) set(hours int) {
	z.sign = 1
	if hours < 0 {
		z.sign = -1
	}
	z.hour, z.minute, z.hasHour, z.hasMinutes = hours*z.sign, 0, true, true
}

func (z *dateZone) isUTC() bool { return z.hasHour && z.hasMinutes && z.hour == 0 && z.minute == 0 }

// offset is in seconds.
func (z *dateZone) offset() int { return z.sign * (z.hour*3600 + z.minute*60) }

type dateParser struct {
	text   []rune
	at     int
	peeked *dateToken

	days  []int // numbers of the date, as they came
	month int   // by its name; 0 for none
	iso   bool
	times []int // hours, minutes, seconds, milliseconds
	half  int   // of the day, as an hour; -1 if it is not told
	zone  dateZone
}

func (p *dateParser) peek() dateToken {
	if p.peeked == nil {
		token := p.scan()
		p.peeked = &token
	}
	return *p.peeked
}

func (p *dateParser) next() dateToken {
	token := p.peek()
	p.peeked = nil
	return token
}

// skip takes a sign, if it is next.
func (p *dateParser) skip(sign byte) bool {
	if p.peek().kind != sign {
		return false
	}
	p.next()
	return true
}

func (p *dateParser) rune() rune {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return -1
}

func (p *dateParser) scan() dateToken {
	begin := p.at
	switch r := p.rune(); {
	case r < 0:
		return dateToken{}
	case r >= '0' && r <= '9':
		for p.rune() == '0' {
			p.at++
		}
		number := 0
		for first := p.at; p.rune() >= '0' && p.rune() <= '9'; p.at++ {
			if p.at-first < 9 {
				number = number*10 + int(p.rune()-'0')
			}
		}
		return dateToken{kind: '0', number: number, length: p.at - begin}
	case r == ':' || r == '-' || r == '+' || r == '.' || r == ')' || r == '(':
		if r == '(' {
			p.parenthesis()
			return dateToken{kind: '?'}
		}
		p.at++
		return dateToken{kind: byte(r)}
	case r >= 'A' && !isSpace(r):
		prefix := ""
		for ; p.rune() >= 'A' && !isSpace(p.rune()); p.at++ {
			if p.at-begin < 3 {
				prefix += string(p.rune() | 0x20)
			}
		}
		return dateToken{kind: 'a', length: p.at - begin, word: wordOf(prefix, p.at-begin)}
	case isSpace(r):
		p.at++
		return dateToken{kind: ' '}
	}
	p.at++
	return dateToken{kind: '?'}
}

// parenthesis skips what stands in parentheses.
func (p *dateParser) parenthesis() {
	for depth := 0; ; {
		switch p.rune() {
		case '(':
			depth++
		case ')':
			depth--
		}
		p.at++
		if depth == 0 || p.at >= len(p.text) {
			return
		}
	}
}

func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

func (p *dateParser) parse() (dateParts, bool) {
	p.half = -1
	token, ok := p.language()
	if !ok {
		return dateParts{}, false
	}
	hasNumber := len(p.days) > 0
	for ; token.kind != 0; token = p.next() {
		switch {
		case token.kind == '0':
			hasNumber = true
			if !p.number(token.number) {
				return dateParts{}, false
			}
		case token.kind == 'a':
			if !p.word(token.word, hasNumber) {
				return dateParts{}, false
			}
		case token.isSign() && (p.zone.isUTC() || len(p.times) > 0):
			hasNumber = true
			if !p.offset(token) {
				return dateParts{}, false
			}
		case (token.isSign() || token.kind == ')') && hasNumber:
			return dateParts{}, false // text after a number must be known
		}
	}
	return p.written()
}

// language reads the form of the language. It returns the first token that does not
// belong to it.
func (p *dateParser) language() (token dateToken, ok bool) {
	switch first := p.peek(); {
	case first.isSign():
		p.next()
		if !p.peek().fixed(6) || first.kind == '-' && p.peek().number == 0 {
			return first, true
		}
		year := p.next().number
		if first.kind == '-' {
			year = -year
		}
		p.days = append(p.days, year)
	case first.fixed(4):
		p.days = append(p.days, p.next().number)
	default:
		return p.next(), true
	}
	for most := range 2 {
		if !p.skip('-') {
			break
		}
		limit := 12
		if most == 1 {
			limit = 31
		}
		if n := p.peek(); !n.fixed(2) || n.number < 1 || n.number > limit {
			return p.next(), true
		}
		p.days = append(p.days, p.next().number)
	}
	if p.peek().word.kind != 't' {
		if p.peek().kind != 0 {
			return p.next(), true
		}
	} else if !p.languageTime() {
		return dateToken{}, false
	}
	if !p.zone.hasHour && len(p.times) == 0 {
		p.zone.set(0)
	}
	p.iso = true
	return dateToken{}, true
}

// two takes a number of two digits up to a limit.
func (p *dateParser) two(limit int) (number int, ok bool) {
	if n := p.peek(); n.fixed(2) && n.number <= limit {
		return p.next().number, true
	}
	return 0, false
}

func (p *dateParser) languageTime() bool {
	p.next()
	hour, ok := p.two(24)
	if !ok || !p.skip(':') {
		return false
	}
	limit := 59
	if hour == 24 {
		limit = 0
	}
	minute, ok := p.two(limit)
	if !ok {
		return false
	}
	p.times = append(p.times, hour, minute)
	if p.skip(':') {
		second, ok := p.two(limit)
		if !ok {
			return false
		}
		p.times = append(p.times, second)
		if p.skip('.') {
			n := p.peek()
			if n.kind != '0' || hour == 24 && n.number > 0 {
				return false
			}
			p.times = append(p.times, milliseconds(p.next()))
		}
	}
	if zone := p.peek(); zone.kind == 'a' && zone.length == 1 && zone.word.kind == 'z' {
		p.next()
		p.zone.set(0)
	} else if zone.isSign() && !p.languageZone() {
		return false
	}
	return p.peek().kind == 0
}

func (p *dateParser) languageZone() bool {
	sign := 1
	if p.next().kind == '-' {
		sign = -1
	}
	var hour, minute int
	if n := p.peek(); n.fixed(4) {
		hour, minute = n.number/100, n.number%100
		p.next()
	} else {
		var ok bool
		if hour, ok = p.two(23); !ok || !p.skip(':') {
			return false
		}
		if minute, ok = p.two(59); !ok {
			return false
		}
	}
	p.zone = dateZone{sign, hour, minute, true, true}
	return hour < 24 && minute < 60
}

// milliseconds is a fraction of a second: three of its digits.
func milliseconds(t dateToken) int {
	switch t.length {
	case 1:
		return t.number * 100
	case 2:
		return t.number * 10
	}
	number := t.number
	for length := min(t.length, 9); length > 3; length-- {
		number /= 10
	}
	return number
}

// number takes a number: of a time, of a zone, or of the date.
func (p *dateParser) number(n int) bool {
	switch {
	case p.peek().kind == ':':
		p.next()
		if p.skip(':') { // n::
			if len(p.times) > 0 {
				return false
			}
			p.times = append(p.times, n, 0)
			return true
		}
		if len(p.times) == 4 {
			return false
		}
		p.times = append(p.times, n)
		if p.peek().kind == '.' {
			p.next()
		}
		return true
	case p.skip('.') && p.expectsTime(n):
		p.times = append(p.times, n)
		if p.peek().kind != '0' {
			return false
		}
		p.endTime(milliseconds(p.next()))
		return true
	case p.zone.hasHour && !p.zone.hasMinutes && n < 60:
		p.zone.minute, p.zone.hasMinutes = n, true
		return true
	case p.expectsTime(n):
		p.endTime(n)
		after := p.peek()
		return after.kind == 0 || after.kind == ' ' || after.isSign() || after.kind == 'a' && after.length == 1 && after.word.kind == 'z'
	}
	if len(p.days) == 3 {
		return false
	}
	p.days = append(p.days, n)
	p.skip('-')
	return true
}

func (p *dateParser) expectsTime(n int) bool {
	switch len(p.times) {
	case 1, 2:
		return n < 60
	case 3:
		return n < 1000
	}
	return false
}

func (p *dateParser) endTime(last int) {
	p.times = append(p.times, last)
	for len(p.times) < 4 {
		p.times = append(p.times, 0)
	}
}

// word takes a word. Before the first number it may be anything.
func (p *dateParser) word(w dateWord, hasNumber bool) bool {
	switch {
	case w.kind == 'h' && len(p.times) > 0:
		p.half = w.value
	case w.kind == 'm':
		p.month = w.value
		p.skip('-')
	case w.kind == 'z' && hasNumber:
		p.zone.set(w.value)
	default:
		return !hasNumber && p.peek().kind != '0'
	}
	return true
}

// offset takes how far a zone is from UTC: hours, hours and minutes, or hours:minutes.
func (p *dateParser) offset(sign dateToken) bool {
	p.zone.sign = 1
	if sign.kind == '-' {
		p.zone.sign = -1
	}
	var n dateToken
	if p.peek().kind == '0' {
		n = p.next()
	}
	p.zone.hasHour, p.zone.hasMinutes, p.zone.minute = true, true, 0
	switch {
	case p.peek().kind == ':':
		p.zone.hour, p.zone.hasMinutes = n.number, false
	case n.length == 1 || n.length == 2:
		p.zone.hour = n.number
	case n.length == 3 || n.length == 4:
		p.zone.hour, p.zone.minute = n.number/100, n.number%100
	default:
		return false
	}
	return true
}

// written is the date that the numbers make.
func (p *dateParser) written() (d dateParts, ok bool) {
	if len(p.days) == 0 {
		return d, false
	}
	n := append(append([]int{}, p.days...), 1, 1)
	isDay := n[0] >= 1 && n[0] <= 31
	switch {
	case p.month == 0 && (p.iso || !isDay):
		d.year, d.month, d.day = n[0], n[1], n[2]
	case p.month == 0:
		d.year, d.month, d.day = n[2], n[0], n[1]
	case isDay:
		d.year, d.month, d.day = n[1], p.month, n[0]
	default:
		d.year, d.month, d.day = n[0], p.month, n[1]
	}
	if !p.iso {
		switch {
		case d.year >= 0 && d.year < 50:
			d.year += 2000
		case d.year >= 50 && d.year < 100:
			d.year += 1900
		}
	}
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 {
		return d, false
	}
	d.month--
	return d, p.writtenTime(&d)
}

func (p *dateParser) writtenTime(d *dateParts) bool {
	t := append(append([]int{}, p.times...), 0, 0, 0, 0)
	if p.half >= 0 {
		if t[0] > 12 {
			return false
		}
		t[0] = t[0]%12 + p.half
	}
	d.hour, d.minute, d.second, d.millisecond = t[0], t[1], t[2], t[3]
	if d.hour == 24 && d.minute == 0 && d.second == 0 && d.millisecond == 0 {
		return true
	}
	return d.hour < 24 && d.minute < 60 && d.second < 60 && d.millisecond < 1000
}
