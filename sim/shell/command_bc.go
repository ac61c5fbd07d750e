package shell

import (
	"math/big"
	"strconv"
	"strings"
)

// bc works out numbers of any length. Of its language there are expressions, variables,
// strings, print, if, while and for, without functions and arrays of one's own. (bc(1),
// GNU bc 1.07)
func bc(c *call) int {
	given, names, ok := c.flags("lqsiw", "", "mathlib=l", "quiet=q", "standard=s", "interactive=i", "warn=w")
	if !ok {
		return 1
	}
	b := &calculator{call: c, variables: map[string]decimal{}, ibase: 10, obase: 10}
	if has(given, 'l') {
		b.scale, b.library = 20, true
	}
	var text []byte
	for _, name := range append(names, "-") {
		more, errno := c.readWhole(name)
		if errno != 0 {
			c.write(2, []byte("File "+name+" is unavailable.\n"))
			return 1
		}
		text = append(append(text, more...), '\n')
	}
	b.text = string(text)
	b.line = 1
	b.next()
	for b.token != "" && !b.quits {
		b.statement(true)
	}
	return 0
}

// decimal is a number: digits / 10^scale.
type decimal struct {
	digits *big.Int
	scale  int
}

func integer(n int64) decimal { return decimal{big.NewInt(n), 0} }

// tenTo is a power of ten.
func tenTo(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// scaled is a number with more or fewer digits behind its point; those that go are lost.
func (d decimal) scaled(scale int) decimal {
	switch {
	case scale > d.scale:
		return decimal{new(big.Int).Mul(d.digits, tenTo(scale-d.scale)), scale}
	case scale < d.scale:
		return decimal{new(big.Int).Quo(d.digits, tenTo(d.scale-scale)), scale}
	}
	return d
}

func (d decimal) compare(o decimal) int {
	scale := max(d.scale, o.scale)
	return d.scaled(scale).digits.Cmp(o.scaled(scale).digits)
}

func (d decimal) add(o decimal) decimal {
	scale := max(d.scale, o.scale)
	return decimal{new(big.Int).Add(d.scaled(scale).digits, o.scaled(scale).digits), scale}
}

func (d decimal) negated() decimal { return decimal{new(big.Int).Neg(d.digits), d.scale} }

func (d decimal) times(o decimal, scale int) decimal {
	product := decimal{new(big.Int).Mul(d.digits, o.digits), d.scale + o.scale}
	return product.scaled(min(product.scale, max(scale, d.scale, o.scale)))
}

func (d decimal) over(o decimal, scale int) decimal {
	top := new(big.Int).Mul(d.digits, tenTo(scale+o.scale))
	return decimal{top.Quo(top, new(big.Int).Mul(o.digits, tenTo(d.scale))), scale}
}

// text is a number in a base, as bc prints it: without a zero before the point.
func (d decimal) text(base int) string {
	sign := ""
	if d.digits.Sign() < 0 {
		sign = "-"
	}
	digits := new(big.Int).Abs(d.digits)
	before, behind := new(big.Int).QuoRem(digits, tenTo(d.scale), new(big.Int))
	text := ""
	if before.Sign() != 0 {
		text = strings.ToUpper(before.Text(base))
	}
	if d.scale > 0 {
		text += "."
		// As many digits as make up for the decimal ones.
		for reached := big.NewInt(1); reached.Cmp(tenTo(d.scale)) < 0; reached.Mul(reached, big.NewInt(int64(base))) {
			behind.Mul(behind, big.NewInt(int64(base)))
			digit, rest := new(big.Int).QuoRem(behind, tenTo(d.scale), new(big.Int))
			text, behind = text+strings.ToUpper(digit.Text(base)), rest
		}
	}
	if digits.Sign() == 0 {
		return "0"
	}
	return sign + text
}

// calculator is a bc.
type calculator struct {
	*call
	text                string
	at, line            int
	token               string // "" is the end, "\n" that of a line; numbers begin with a digit, strings with a quote
	variables           map[string]decimal
	last                decimal
	scale, ibase, obase int
	library             bool
	skips               bool // what is read is not carried out
	quits               bool
	jumps               string // break, continue: out of a loop
	assigned            bool   // the expression was an assignment
	depth               int
}

// bcOperators are those of more than one character.
func bcOperators() []string {
	return []string{"<=", ">=", "==", "!=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "^="}
}

func (b *calculator) next() {
	for b.at < len(b.text) {
		rest := b.text[b.at:]
		switch {
		case rest[0] == ' ' || rest[0] == '\t':
			b.at++
			continue
		case strings.HasPrefix(rest, "\\\n"):
			b.at += 2
			continue
		case rest[0] == '#':
			b.at += strings.IndexByte(rest+"\n", '\n')
			continue
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				b.at = len(b.text)
			} else {
				b.at += end + 4
			}
			continue
		}
		size := b.tokenSize(rest)
		b.token = rest[:size]
		b.at += size
		return
	}
	b.token = ""
}

func (b *calculator) tokenSize(rest string) int {
	isNumber := func(c byte) bool { return isDigit(c) || c >= 'A' && c <= 'F' }
	size := 0
	switch {
	case isNumber(rest[0]) || rest[0] == '.' && len(rest) > 1 && isNumber(rest[1]):
		for points := 0; size < len(rest) && (isNumber(rest[size]) || rest[size] == '.' && points == 0); size++ {
			if rest[size] == '.' {
				points++
			}
		}
		return size
	case rest[0] >= 'a' && rest[0] <= 'z':
		for size < len(rest) && (rest[size] >= 'a' && rest[size] <= 'z' || isDigit(rest[size]) || rest[size] == '_') {
			size++
		}
		return size
	case rest[0] == '"':
		if end := strings.IndexByte(rest[1:], '"'); end >= 0 {
			return end + 2
		}
		return len(rest)
	}
	for _, operator := range bcOperators() {
		if strings.HasPrefix(rest, operator) {
			return len(operator)
		}
	}
	return 1
}

func (b *calculator) is(token string) bool {
	if b.token == token {
		b.next()
		return true
	}
	return false
}

// wrong says what is wrong, and goes on with the next line.
func (b *calculator) wrong(text string) {
	if b.skips || b.jumps == "line" {
		return
	}
	b.flush()
	line := b.line
	if b.token == "\n" { // which was read already
		line++
	}
	b.write(2, []byte("(standard_in) "+strconv.Itoa(line)+": "+text+"\n"))
	b.jumps = "line"
}

// runs reports whether what is read is carried out.
func (b *calculator) runs() bool { return !b.skips && b.jumps == "" && !b.quits }

// statement reads one, and what ends it.
func (b *calculator) statement(outermost bool) {
	if b.depth++; b.depth > mostCalls {
		b.wrong("timeslice: nested too deep")
		b.quits = true
		return
	}
	defer func() { b.depth-- }()
	switch token := b.token; {
	case token == "\n":
		b.line++
		b.next()
		if outermost {
			b.jumps = ""
		}
		return
	case token == ";":
		b.next()
		return
	case b.is("{"):
		for b.token != "}" && b.token != "" && !b.quits {
			b.statement(false)
		}
		b.is("}")
		return
	case b.is("if"):
		b.branch()
		return
	case b.is("while"):
		b.loop(false)
		return
	case b.is("for"):
		b.loop(true)
		return
	case b.is("break"), b.is("continue"):
		if b.runs() {
			b.jumps = token
		}
	case b.is("quit"), b.is("halt"):
		b.quits = b.quits || token == "quit" || b.runs()
	case b.is("print"):
		for {
			if strings.HasPrefix(b.token, `"`) {
				text, _ := unescape(strings.Trim(b.token, `"`))
				b.next()
				b.show(text)
			} else {
				b.show(b.expression().text(b.obase))
			}
			if !b.is(",") {
				break
			}
		}
	case strings.HasPrefix(token, `"`):
		b.next()
		b.show(strings.Trim(token, `"`))
	default:
		b.assigned = false
		value := b.expression()
		if b.runs() && !b.assigned {
			b.last = value
			b.show(broken(value.text(b.obase)) + "\n")
		}
	}
	if b.token != "\n" && b.token != ";" && b.token != "}" && b.token != "else" && b.token != "" {
		b.wrong("syntax error")
		for b.token != "\n" && b.token != "" {
			b.next()
		}
	}
}

func (b *calculator) show(text string) {
	if b.runs() {
		b.print("%s", text)
	}
}

// broken is a number in lines of 70 characters.
func broken(text string) string {
	const most = 69
	made := ""
	for len(text) > most {
		if len(text) == most+1 && made == "" {
			break
		}
		made, text = made+text[:most-1]+"\\\n", text[most-1:]
	}
	return made + text
}

func (b *calculator) branch() {
	b.is("(")
	holds := b.expression().digits.Sign() != 0
	b.is(")")
	b.skipping(!holds, func() { b.statement(false) })
	if b.is("else") {
		b.skipping(holds, func() { b.statement(false) })
	}
}

// skipping lets f read what may not be carried out.
func (b *calculator) skipping(skip bool, f func()) {
	before := b.skips
	b.skips = b.skips || skip
	f()
	b.skips = before
}

// loop is while and for. Its text is read again each time.
func (b *calculator) loop(counts bool) {
	b.is("(")
	if counts {
		b.expression()
		b.is(";")
	}
	from, first, line := b.at, b.token, b.line
	for rounds := true; rounds; {
		b.at, b.token, b.line = from, first, line
		holds := b.token == ";" || b.expression().digits.Sign() != 0
		rounds = holds && b.runs()
		stepAt, step := 0, ""
		if counts {
			b.is(";")
			stepAt, step = b.at, b.token
			if b.token != ")" {
				b.skipping(true, func() { b.expression() })
			}
		}
		b.is(")")
		for b.token == "\n" {
			b.next()
		}
		b.skipping(!rounds, func() { b.statement(false) })
		ends, token := b.at, b.token
		if b.jumps == "continue" {
			b.jumps = ""
		}
		if b.jumps != "" || b.quits {
			rounds = false
		}
		if rounds && counts && step != ")" {
			b.at, b.token = stepAt, step
			b.expression()
		}
		b.at, b.token = ends, token
		b.owe(commandNs)
	}
	if b.jumps == "break" {
		b.jumps = ""
	}
}

// expression reads one; what has the lowest rank comes first.
func (b *calculator) expression() decimal {
	left := b.conjunction()
	for b.is("||") {
		right := b.conjunction()
		left = truthOf(left.digits.Sign() != 0 || right.digits.Sign() != 0)
		b.assigned = false
	}
	return left
}

func truthOf(holds bool) decimal { return integer(int64(oneIf(holds))) }

func (b *calculator) conjunction() decimal {
	left := b.negation()
	for b.is("&&") {
		right := b.negation()
		left = truthOf(left.digits.Sign() != 0 && right.digits.Sign() != 0)
		b.assigned = false
	}
	return left
}

func (b *calculator) negation() decimal {
	if b.is("!") {
		value := b.negation()
		b.assigned = false
		return truthOf(value.digits.Sign() == 0)
	}
	left := b.sum()
	for {
		token := b.token
		switch token {
		case "<", "<=", ">", ">=", "==", "!=":
		default:
			return left
		}
		b.next()
		order := left.compare(b.sum())
		left = truthOf(map[string]bool{"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "==": order == 0, "!=": order != 0}[token])
		b.assigned = false
	}
}

func (b *calculator) sum() decimal { return b.chain("+-", b.product) }

func (b *calculator) product() decimal { return b.chain("*/%", b.power) }

// chain reads what operators of one character join, from the left to the right.
func (b *calculator) chain(operators string, operand func() decimal) decimal {
	left := operand()
	for len(b.token) == 1 && strings.Contains(operators, b.token) {
		token := b.token
		b.next()
		left = b.operate(token, left, operand())
		b.assigned = false
	}
	return left
}

func (b *calculator) power() decimal {
	left := b.primary()
	if b.is("^") {
		left = b.operate("^", left, b.power())
		b.assigned = false
	}
	return left
}

// mostPower bounds how many digits a power may have.
const mostPower = 1 << 20

func (b *calculator) operate(operator string, left, right decimal) decimal {
	if !b.runs() {
		return integer(0)
	}
	b.owe(int64(left.digits.BitLen() + right.digits.BitLen()))
	if (operator == "/" || operator == "%") && right.digits.Sign() == 0 {
		b.flush()
		b.write(2, []byte("Runtime error (func=(main), adr=3): Divide by zero\n"))
		b.jumps = "line"
		return integer(0)
	}
	switch operator {
	case "+":
		return left.add(right)
	case "-":
		return left.add(right.negated())
	case "*":
		return left.times(right, b.scale)
	case "/":
		return left.over(right, b.scale)
	case "%":
		quotient := left.over(right, b.scale)
		product := decimal{new(big.Int).Mul(quotient.digits, right.digits), quotient.scale + right.scale}
		return left.add(product.negated()).scaled(max(b.scale+right.scale, left.scale))
	}
	exponent := right.scaled(0).digits
	if !exponent.IsInt64() || exponent.CmpAbs(big.NewInt(mostPower)) > 0 || int64(left.digits.BitLen())*new(big.Int).Abs(exponent).Int64() > mostPower {
		b.wrong("timeslice: the power is too large")
		return integer(0)
	}
	n := int(exponent.Int64())
	size := max(n, -n)
	result := decimal{new(big.Int).Exp(left.digits, big.NewInt(int64(size)), nil), left.scale * size}
	if n < 0 {
		return integer(1).over(result, b.scale)
	}
	return result.scaled(min(left.scale*n, max(b.scale, left.scale)))
}

func (b *calculator) primary() decimal {
	if b.depth++; b.depth > mostCalls {
		b.wrong("timeslice: nested too deep")
		b.quits, b.token = true, ""
	}
	defer func() { b.depth-- }()
	token := b.token
	switch {
	case token == "":
		b.wrong("syntax error")
		return integer(0)
	case b.is("-"):
		value := b.primary()
		b.assigned = false
		return value.negated()
	case b.is("("):
		value := b.expression()
		if !b.is(")") {
			b.wrong("syntax error")
		}
		b.assigned = false
		return value
	case token == "++" || token == "--":
		b.next()
		name := b.token
		b.next()
		value := b.operate(token[:1], b.value(name), integer(1))
		b.assign(name, value)
		b.assigned = false
		return value
	case isDigit(token[0]) || token[0] == '.' && len(token) > 1 || token[0] >= 'A' && token[0] <= 'F':
		b.next()
		return b.number(token)
	case b.is("."):
		return b.last
	case token[0] >= 'a' && token[0] <= 'z':
		b.next()
		if b.token == "(" {
			return b.function(token)
		}
		return b.variable(token)
	}
	b.wrong("syntax error")
	b.next()
	return integer(0)
}

// variable is a variable, perhaps changed by what follows it.
func (b *calculator) variable(name string) decimal {
	operator := b.token
	switch operator {
	case "=":
		b.next()
		b.assign(name, b.expression())
	case "+=", "-=", "*=", "/=", "%=", "^=":
		b.next()
		value := b.expression()
		b.assign(name, b.operate(operator[:1], b.value(name), value))
	case "++", "--":
		b.next()
		before := b.value(name)
		b.assign(name, b.operate(operator[:1], before, integer(1)))
		b.assigned = false
		return before
	default:
		return b.value(name)
	}
	b.assigned = true
	return b.value(name)
}

func (b *calculator) value(name string) decimal {
	switch name {
	case "scale":
		return integer(int64(b.scale))
	case "ibase":
		return integer(int64(b.ibase))
	case "obase":
		return integer(int64(b.obase))
	case "last":
		return b.last
	}
	if value, set := b.variables[name]; set {
		return value
	}
	return integer(0)
}

// mostScale is how many digits behind the point are worked out, and mostBase the largest
// base; GNU bc has larger ones.
const (
	mostScale = 1000
	mostBase  = 36
)

func (b *calculator) assign(name string, value decimal) {
	if !b.runs() {
		return
	}
	number := int(min(max(value.scaled(0).digits.Int64(), 0), mostScale))
	switch name {
	case "scale":
		b.scale = number
	case "ibase":
		b.ibase = min(max(number, 2), 16)
	case "obase":
		b.obase = min(max(number, 2), mostBase)
	case "last":
		b.last = value
	default:
		b.variables[name] = value
	}
}

// number reads a number in the base of the input. A single letter is what it is in any.
func (b *calculator) number(text string) decimal {
	before, behind, _ := strings.Cut(text, ".")
	value, base := new(big.Int), big.NewInt(int64(b.ibase))
	for _, digit := range before + behind {
		n := int64(strings.IndexRune("0123456789ABCDEF", digit))
		if len(text) > 1 {
			n = min(n, int64(b.ibase-1))
		}
		value.Add(value.Mul(value, base), big.NewInt(n))
	}
	if b.ibase == 10 {
		return decimal{value, len(behind)}
	}
	return decimal{value, 0}.over(decimal{new(big.Int).Exp(base, big.NewInt(int64(len(behind))), nil), 0}, len(behind))
}

// function is one of those that bc has.
func (b *calculator) function(name string) decimal {
	b.is("(")
	x := b.expression()
	if !b.is(")") {
		b.wrong("syntax error")
	}
	b.assigned = false
	if !b.runs() {
		return integer(0)
	}
	switch {
	case name == "sqrt" && x.digits.Sign() < 0:
		b.flush()
		b.write(2, []byte("Runtime error (func=(main), adr=3): Square root of a negative number\n"))
		b.jumps = "line"
		return integer(0)
	case name == "sqrt":
		scale := max(b.scale, x.scale)
		return decimal{new(big.Int).Sqrt(x.scaled(2 * scale).digits), scale}
	case name == "length":
		return integer(int64(max(len(new(big.Int).Abs(x.digits).String()), x.scale)))
	case name == "scale":
		return integer(int64(x.scale))
	case b.library && len(name) == 1 && strings.Contains("scale", name):
		return b.series(name[0], x)
	}
	b.flush()
	b.write(2, []byte("Runtime error (func=(main), adr=3): Function "+name+" not defined.\n"))
	b.jumps = "line"
	return integer(0)
}
