package shell

import (
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/shell/awk"
)

// mostNumbers is how far seq counts in fractions, whose steps are not exact.
const mostNumbers = 1 << 40

// sequence is seq.
func sequence(c *call) int {
	separator, format, equal, words := "\n", "", false, c.words[1:]
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' && !isDigit(words[0][1]) && words[0][1] != '.' {
		word := words[0]
		words = words[1:]
		if word == "--" {
			break
		}
		if word == "-w" || word == "--equal-width" {
			equal = true
			continue
		}
		letter, value := word[1], word[2:]
		if letter != 's' && letter != 'f' {
			c.unknownOption(word, letter)
			return 1
		}
		if value == "" && len(words) > 0 {
			value, words = words[0], words[1:]
		}
		if letter == 's' {
			separator, _ = unescape(value)
		} else {
			format = value
		}
	}
	places := map[int][]int{1: {2}, 2: {0, 2}, 3: {0, 1, 2}}[len(words)]
	if places == nil {
		if len(words) == 0 {
			c.complain("missing operand\nTry 'seq --help' for more information.")
		} else {
			c.complain("extra operand ‘%s’\nTry 'seq --help' for more information.", words[3])
		}
		return 1
	}
	numbers, decimals := [3]float64{1, 1, 1}, 0
	for i, word := range words {
		n, err := strconv.ParseFloat(word, 64)
		if err != nil || math.IsNaN(n) {
			c.complain("invalid floating point argument: ‘%s’\nTry 'seq --help' for more information.", word)
			return 1
		}
		numbers[places[i]] = n
		if _, fraction, found := strings.Cut(word, "."); found && places[i] != 2 {
			decimals = max(decimals, len(fraction))
		}
	}
	first, step, last := numbers[0], numbers[1], numbers[2]
	if step == 0 {
		c.complain("invalid Zero increment value: ‘%s’\nTry 'seq --help' for more information.", words[1])
		return 1
	}
	width := 0
	shown := func(n float64) string {
		if format != "" {
			return awk.Format(format, []awk.Argument{{Number: n, IsNumber: true}})
		}
		text := strconv.FormatFloat(n, 'f', decimals, 64)
		if missing := width - len(text); missing > 0 {
			sign := ""
			if strings.HasPrefix(text, "-") {
				sign, text = "-", text[1:]
			}
			text = sign + strings.Repeat("0", missing) + text
		}
		return text
	}
	if equal {
		width = max(len(shown(first)), len(shown(last)))
	}
	printed := false
	for i := 0; i < mostNumbers; i++ {
		n := first + float64(i)*step
		if step > 0 && n > last+step*1e-9 || step < 0 && n < last+step*1e-9 {
			break
		}
		c.owe(100)
		if printed {
			c.print("%s", separator)
		}
		c.print("%s", shown(n))
		printed = true
	}
	if printed {
		c.printLine("")
	}
	return 0
}

// expression is expr(1).
func expression(c *call) int {
	e := &expressionReader{call: c, words: c.words[1:]}
	if len(e.words) == 0 {
		c.complain("missing operand\nTry 'expr --help' for more information.")
		return 2
	}
	result := e.either()
	if e.wrong == "" && len(e.words) > 0 {
		e.wrong = c.quotes("syntax error: unexpected argument ‘" + e.words[0] + "’")
	}
	if e.wrong != "" {
		c.complain("%s", e.wrong)
		return 2
	}
	c.printLine(result)
	return oneIf(isNothing(result))
}

// isNothing reports whether a result counts as false: it is empty, or a zero.
func isNothing(text string) bool {
	return text == "" || strings.Trim(strings.TrimPrefix(text, "-"), "0") == "" && text != "-"
}

type expressionReader struct {
	*call
	words []string
	wrong string
	depth int
}

// deepestExpression is how deep parentheses may lie in one another.
const deepestExpression = 1000

func (e *expressionReader) fail(text string) {
	if e.wrong == "" {
		e.wrong = text
	}
}

func (e *expressionReader) next(operators ...string) (string, bool) {
	if len(e.words) > 0 && slices.Contains(operators, e.words[0]) {
		word := e.words[0]
		e.words = e.words[1:]
		return word, true
	}
	return "", false
}

func (e *expressionReader) either() string {
	left := e.both()
	for {
		if _, ok := e.next("|"); !ok {
			return left
		}
		if right := e.both(); isNothing(left) {
			if left = right; isNothing(right) {
				left = "0"
			}
		}
	}
}

func (e *expressionReader) both() string {
	left := e.comparison()
	for {
		if _, ok := e.next("&"); !ok {
			return left
		}
		if right := e.comparison(); isNothing(left) || isNothing(right) {
			left = "0"
		}
	}
}

func (e *expressionReader) comparison() string {
	left := e.sum()
	for {
		operator, ok := e.next("=", "==", "!=", "<", "<=", ">", ">=")
		if !ok {
			return left
		}
		right := e.sum()
		order := strings.Compare(left, right)
		a, one := new(big.Int).SetString(left, 10)
		b, other := new(big.Int).SetString(right, 10)
		if one && other {
			order = a.Cmp(b)
		}
		holds := map[string]bool{"=": order == 0, "==": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]
		left = map[bool]string{true: "1", false: "0"}[holds]
	}
}

func (e *expressionReader) sum() string {
	left := e.product()
	for {
		operator, ok := e.next("+", "-")
		if !ok {
			return left
		}
		left = e.calculate(operator, left, e.product())
	}
}

func (e *expressionReader) product() string {
	left := e.matching()
	for {
		operator, ok := e.next("*", "/", "%")
		if !ok {
			return left
		}
		left = e.calculate(operator, left, e.matching())
	}
}

func (e *expressionReader) calculate(operator, left, right string) string {
	a, one := new(big.Int).SetString(left, 10)
	b, other := new(big.Int).SetString(right, 10)
	switch {
	case e.wrong != "":
		return ""
	case !one || !other:
		e.fail("non-integer argument")
		return ""
	case (operator == "/" || operator == "%") && b.Sign() == 0:
		e.fail("division by zero")
		return ""
	}
	n := new(big.Int)
	switch operator {
	case "+":
		n.Add(a, b)
	case "-":
		n.Sub(a, b)
	case "*":
		n.Mul(a, b)
	case "/":
		n.Quo(a, b)
	case "%":
		n.Rem(a, b)
	}
	return n.String()
}

func (e *expressionReader) matching() string {
	left := e.primary()
	for {
		if _, ok := e.next(":"); !ok {
			return left
		}
		left = e.match(left, e.primary())
	}
}

// match is STRING : REGEXP: what its group holds, or how much it matches.
func (e *expressionReader) match(text, basic string) string {
	made, err := translated(basic, false)
	var expression *regexp.Regexp
	if err == nil {
		expression, err = posix("^(?:" + strings.TrimPrefix(made, "^") + ")")
	}
	if err != nil {
		e.fail("Invalid regular expression")
		return ""
	}
	found := expression.FindStringSubmatch(text)
	switch {
	case expression.NumSubexp() > 0 && found == nil:
		return ""
	case expression.NumSubexp() > 0:
		return found[1]
	case found == nil:
		return "0"
	}
	return strconv.Itoa(len([]rune(found[0])))
}

func (e *expressionReader) primary() string {
	if len(e.words) == 0 {
		e.fail(e.call.quotes("syntax error: missing argument after ‘" + e.call.words[len(e.call.words)-1] + "’"))
		return ""
	}
	word := e.words[0]
	e.words = e.words[1:]
	switch {
	case word == "(":
		if e.depth++; e.depth > deepestExpression {
			e.fail("the expression is nested too deeply")
			return ""
		}
		inner := e.either()
		e.depth--
		if _, closed := e.next(")"); !closed {
			e.fail(e.call.quotes("syntax error: expecting ')' after ‘" + e.call.words[len(e.call.words)-1] + "’"))
		}
		return inner
	case word == "+" && len(e.words) > 0:
		word, e.words = e.words[0], e.words[1:]
	case word == "length" && len(e.words) > 0:
		return strconv.Itoa(len([]rune(e.primary())))
	case word == "match" && len(e.words) > 1:
		text := e.primary()
		return e.match(text, e.primary())
	case word == "index" && len(e.words) > 1:
		text := e.primary()
		return strconv.Itoa(strings.IndexAny(text, e.primary()) + 1)
	case word == "substr" && len(e.words) > 2:
		return e.substring()
	}
	return word
}

func (e *expressionReader) substring() string {
	text := []rune(e.primary())
	begin, err := strconv.Atoi(e.primary())
	count, other := strconv.Atoi(e.primary())
	if err != nil || other != nil || begin < 1 || count < 1 || begin > len(text) {
		return ""
	}
	return string(text[begin-1 : min(len(text), begin-1+count)])
}
