package scenario

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// unit is a unit of time or size and how many of the smallest it is.
type unit struct {
	name string
	of   int64
}

func timeUnits() []unit {
	return []unit{{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"μs", 1e3}, {"ms", 1e6}, {"s", 1e9}}
}

func sizeUnits() []unit {
	return []unit{
		{"B", 1}, {"KiB", 1 << 10}, {"K", 1 << 10}, {"MiB", 1 << 20}, {"M", 1 << 20}, {"GiB", 1 << 30}, {"G", 1 << 30},
	}
}

func names(units []unit) []string {
	var all []string
	for _, u := range units {
		if u.name != "μs" { // the same as µs, written with the Greek letter
			all = append(all, u.name)
		}
	}
	return all
}

// inUnits writes an amount as a whole number of the largest unit that allows
// it.
func inUnits(value int64, units []unit) string {
	best := units[0]
	for _, u := range units {
		if value%u.of == 0 && u.of > best.of {
			best = u
		}
	}
	return strconv.FormatInt(value/best.of, 10) + best.name
}

// amount is a number with a unit, or what is wrong with it: the id of a text.
type amount struct {
	value int64
	unit  string // as written
	fault string
}

// parseAmount reads a decimal number and its unit exactly: 1.5ms is 1,500,000
// nanoseconds. A number that is not a whole count of the smallest unit, has no
// unit (0 needs none) or does not fit is refused.
func parseAmount(text string, units []unit) amount {
	digits := 0
	for digits < len(text) && (text[digits] >= '0' && text[digits] <= '9' || text[digits] == '.') {
		digits++
	}
	number, name := text[:digits], strings.TrimSpace(text[digits:])
	whole, fraction, _ := strings.Cut(number, ".")
	if whole == "" || strings.Contains(fraction, ".") || strings.HasSuffix(number, ".") {
		return amount{fault: "scenario.bad-number"}
	}
	if name == "" {
		if strings.Trim(whole+fraction, "0") == "" {
			return amount{}
		}
		return amount{fault: "scenario.no-unit"}
	}
	for _, u := range units {
		if u.name == name {
			value, fault := scale(whole, fraction, u.of)
			return amount{value: value, unit: name, fault: fault}
		}
	}
	return amount{unit: name, fault: "scenario.unknown-unit"}
}

// mostAmount is the largest amount: so that two added do not overflow.
const mostAmount = math.MaxInt64 / 2

// scale is whole.fraction times of, in integers.
func scale(whole, fraction string, of int64) (int64, string) {
	value, ok := parseWhole(whole)
	if !ok || value > mostAmount/of {
		return 0, "scenario.too-large"
	}
	part, ok := parseFraction(strings.TrimRight(fraction, "0"), of)
	if !ok {
		return 0, "scenario.too-fine"
	}
	if value *= of; value > mostAmount-part {
		return 0, "scenario.too-large"
	}
	return value + part, ""
}

// parseFraction is 0.digits times of, false if that is not whole.
func parseFraction(digits string, of int64) (int64, bool) {
	const most = 18 // 10 to this power fits in 63 bits
	if digits == "" {
		return 0, true
	}
	value, ok := parseWhole(digits)
	if !ok || len(digits) > most {
		return 0, false
	}
	divisor := uint64(1)
	for range digits {
		divisor *= 10
	}
	high, low := bits.Mul64(uint64(value), uint64(of))
	part, rest := bits.Div64(high, low, divisor)
	return int64(part), rest == 0
}

// parseWhole reads digits; false if there are none, others, or too many.
func parseWhole(digits string) (int64, bool) {
	if digits == "" {
		return 0, false
	}
	var value int64
	for _, digit := range []byte(digits) {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		d := int64(digit - '0')
		if value > (math.MaxInt64-d)/10 {
			return 0, false
		}
		value = value*10 + d
	}
	return value, true
}
