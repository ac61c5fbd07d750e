package js

import "math"

// The engine works out more digits of a number in a base other than ten than the number
// has, and rounds the last one otherwise than V8: Math.random().toString(36) ended in
// another digit, and 1e21 in base 7 in digits that V8 fills with zeros.

const radixDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// radixText is a number in a base from 2 to 36. Fractional digits are as many as tell the
// number from its neighbours. (DoubleToRadixCString, src/numbers/conversions.cc)
func radixText(x float64, radix int) string {
	if x != x || math.IsInf(x, 0) || x == 0 {
		return numberText(x)
	}
	size := math.Abs(x)
	whole := math.Floor(size)
	fraction, carried := fractionDigits(size-whole, size, radix)
	if carried {
		whole++
	}
	text := wholeDigits(whole, radix) + fraction
	if x < 0 {
		return "-" + text
	}
	return text
}

// fractionDigits are the point and the digits behind it; carried reports that they are
// rounded up to one.
func fractionDigits(fraction, size float64, radix int) (text string, carried bool) {
	delta := max(math.SmallestNonzeroFloat64, 0.5*(math.Nextafter(size, math.Inf(1))-size))
	if fraction < delta {
		return "", false
	}
	var digits []byte
	for base := float64(radix); fraction >= delta; {
		fraction = float64(fraction * base) // a product by itself, on all processors
		delta *= base
		digit := int(fraction)
		digits = append(digits, byte(digit))
		fraction -= float64(digit)
		if (fraction > 0.5 || fraction == 0.5 && digit&1 == 1) && fraction+delta > 1 {
			digits = roundedUp(digits, radix)
			break
		}
	}
	if len(digits) == 0 {
		return "", true
	}
	for at, digit := range digits {
		digits[at] = radixDigits[digit]
	}
	return "." + string(digits), false
}

// roundedUp are digits with one added to the last; none if that carries beyond the first.
func roundedUp(digits []byte, radix int) []byte {
	for last := len(digits) - 1; last >= 0; last-- {
		if int(digits[last])+1 < radix {
			digits[last]++
			return digits[:last+1]
		}
	}
	return nil
}

// wholeDigits are the digits of an integer. Those beyond what the number can tell are zero.
func wholeDigits(whole float64, radix int) string {
	base := float64(radix)
	var digits []byte // the last first
	for ; whole/base >= 1<<53; whole /= base {
		digits = append(digits, '0')
	}
	for {
		remainder := math.Mod(whole, base)
		digits = append(digits, radixDigits[int(remainder)])
		if whole = (whole - remainder) / base; whole <= 0 {
			break
		}
	}
	for a, b := 0, len(digits)-1; a < b; a, b = a+1, b-1 {
		digits[a], digits[b] = digits[b], digits[a]
	}
	return string(digits)
}
