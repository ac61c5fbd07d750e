package awk

import (
	"math"
	"strconv"
	"strings"
)

// value is a text or a number, or both.
type value struct {
	text   string
	number float64
	form   form
}

type form uint8

const (
	unset form = iota // as "" and as 0
	isText
	isNumber
	isInput // came from outside: a number if it looks like one
)

func ofNumber(n float64) value { return value{number: n, form: isNumber} }
func ofText(s string) value    { return value{text: s, form: isText} }
func ofTruth(b bool) value {
	if b {
		return ofNumber(1)
	}
	return ofNumber(0)
}

// ofInput is a value of a field, or of what was read.
func ofInput(s string) value { return value{text: s, form: isInput} }

// looksNumeric reports whether all of a text is a number.
func looksNumeric(s string) bool {
	s = strings.Trim(s, " \t\n\r\f\v")
	return s != "" && numberLength(s) == len(s)
}

func (v value) float() float64 {
	switch v.form {
	case unset:
		return 0
	case isNumber:
		return v.number
	}
	return toNumber(v.text)
}

func (v value) string(format string) string {
	if v.form != isNumber {
		return v.text
	}
	if v.number == math.Trunc(v.number) && math.Abs(v.number) <= math.MaxInt32 { // as mawk
		return strconv.FormatInt(int64(v.number), 10)
	}
	return Format(format, []Argument{{Number: v.number, IsNumber: true}})
}

func (v value) truth() bool {
	switch v.form {
	case isNumber:
		return v.number != 0
	case isInput:
		if looksNumeric(v.text) {
			return toNumber(v.text) != 0
		}
	}
	return v.text != ""
}

// isNumeric reports whether comparisons take it as a number.
func (v value) isNumeric() bool {
	return v.form == isNumber || v.form == unset || v.form == isInput && looksNumeric(v.text)
}

// compare orders two values: as numbers if both are, else as texts.
func compare(a, b value, format string) int {
	if a.isNumeric() && b.isNumeric() {
		x, y := a.float(), b.float()
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		case x == y:
			return 0
		}
		return 1
	}
	return strings.Compare(a.string(format), b.string(format))
}

// toNumber is the number that a text begins with, 0 if there is none. (strtod(3))
func toNumber(s string) float64 {
	s = strings.TrimLeft(s, " \t\n\r\f\v")
	n, _ := strconv.ParseFloat(s[:numberLength(s)], 64)
	return n
}

// numberLength is how much of a text is a decimal number.
func numberLength(s string) int {
	i, digits := 0, 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	for i < len(s) && isDigit(s[i]) {
		i++
		digits++
	}
	if i < len(s) && s[i] == '.' {
		i++
		for i < len(s) && isDigit(s[i]) {
			i++
			digits++
		}
	}
	if digits == 0 {
		return 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			for j < len(s) && isDigit(s[j]) {
				j++
			}
			i = j
		}
	}
	return i
}
