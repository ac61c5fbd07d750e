package dash

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// sumReader works out arithmetic. (src/arith_yacc.c, arith_yylex.c)
type sumReader struct {
	state  State
	text   string
	at     int
	token  string // "0" a number, "a" a name, "" the end, else an operator, or a character that is none
	number int64
	name   string
	depth  int
	err    error
}

func arithmetic(text string, e *Expander) (int64, error) {
	s := &sumReader{state: e.State, text: text}
	s.read()
	n := s.assignment(false)
	if s.token != "" {
		s.fail("expecting EOF")
	}
	return n, s.err
}

func (s *sumReader) fail(what string) {
	if s.err == nil {
		s.err = fmt.Errorf("arithmetic expression: %s: \"%s\"", what, s.text)
	}
	s.at, s.token = len(s.text), ""
}

// operators are those of more than one character, the longest first.
func operators() []string {
	return []string{"<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="}
}

// read reads the next token. (yylex)
func (s *sumReader) read() {
	rest := strings.TrimLeft(s.text[s.at:], " \t\n")
	s.at = len(s.text) - len(rest)
	switch {
	case rest == "":
		s.token = ""
	case isDigit(int(rest[0])):
		length := numberLength(rest)
		// More than fits is the most there is. (strtoimax)
		s.number, _ = strconv.ParseInt(rest[:length], 0, 64)
		s.token, s.at = "0", s.at+length
	case beginsName(int(rest[0])):
		length := nameEnd(rest)
		s.token, s.name, s.at = "a", rest[:length], s.at+length
	default:
		s.token = rest[:1]
		for _, operator := range operators() {
			if strings.HasPrefix(rest, operator) {
				s.token = operator
				break
			}
		}
		s.at += len(s.token)
	}
}

// numberLength is how much of a text is a number: decimal, octal behind 0 or hexadecimal
// behind 0x.
func numberLength(text string) int {
	digits := "0123456789"
	at := 0
	if text[0] == '0' {
		digits = "01234567"
		if len(text) > 2 && (text[1] == 'x' || text[1] == 'X') && strings.IndexByte("0123456789abcdefABCDEF", text[2]) >= 0 {
			digits, at = "0123456789abcdefABCDEF", 2
		}
	}
	for at < len(text) && strings.IndexByte(digits, text[at]) >= 0 {
		at++
	}
	return at
}

// variable is the number that a variable holds: 0 if it is empty or not set.
func (s *sumReader) variable(name string) int64 {
	text, _ := s.state.Variable(name)
	text = strings.TrimLeft(text, " \t\n\v\f\r")
	if text == "" {
		return 0
	}
	digits := strings.TrimLeft(text, "+-")
	trimmed := strings.TrimRight(digits, " \t\n\v\f\r")
	if len(text)-len(digits) > 1 || trimmed == "" || !isDigit(int(trimmed[0])) || numberLength(trimmed) != len(trimmed) {
		if s.err == nil {
			s.err = errors.New("Illegal number: " + text)
		}
		return 0
	}
	n, _ := strconv.ParseInt(text[:len(text)-len(digits)]+trimmed, 0, 64)
	return n
}

// assignment reads what may be one. skip says that it does not count.
func (s *sumReader) assignment(skip bool) int64 {
	if s.token == "a" {
		name, at := s.name, s.at
		s.read()
		operator := s.token
		if operator == "=" || len(operator) > 1 && strings.HasSuffix(operator, "=") && !strings.Contains(" <= >= == != ", " "+operator+" ") {
			s.read()
			n := s.assignment(skip)
			if skip || s.err != nil {
				return n
			}
			if operator != "=" {
				n = s.operate(operator[:len(operator)-1], s.variable(name), n)
			}
			if s.err == nil {
				if err := s.state.Assign(name, strconv.FormatInt(n, 10)); err != nil {
					s.err = err
				}
			}
			return n
		}
		s.token, s.name, s.at = "a", name, at
	}
	return s.choice(skip)
}

// choice reads what may be a ? b : c.
func (s *sumReader) choice(skip bool) int64 {
	a := s.either(skip)
	if s.token != "?" {
		return a
	}
	s.read()
	b := s.assignment(skip || a == 0)
	if s.token != ":" {
		s.fail("expecting ':'")
		return 0
	}
	s.read()
	c := s.choice(skip || a != 0)
	if a != 0 {
		return b
	}
	return c
}

func (s *sumReader) either(skip bool) int64 {
	a := s.both(skip)
	for s.token == "||" {
		s.read()
		b := s.both(skip || a != 0)
		a = truth(a != 0 || b != 0)
	}
	return a
}

func (s *sumReader) both(skip bool) int64 {
	a := s.binary(s.primary(skip), 0, skip)
	for s.token == "&&" {
		s.read()
		b := s.binary(s.primary(skip || a == 0), 0, skip || a == 0)
		a = truth(a != 0 && b != 0)
	}
	return a
}

func truth(condition bool) int64 {
	if condition {
		return 1
	}
	return 0
}

// precedence is how tightly an operator binds, 0 for what is none of these.
func precedence(token string) int {
	switch token {
	case "|":
		return 1
	case "^":
		return 2
	case "&":
		return 3
	case "==", "!=":
		return 4
	case "<", "<=", ">", ">=":
		return 5
	case "<<", ">>":
		return 6
	case "+", "-":
		return 7
	case "*", "/", "%":
		return 8
	}
	return 0
}

// binary reads operators that bind more tightly than some, behind their first operand.
func (s *sumReader) binary(a int64, above int, skip bool) int64 {
	for precedence(s.token) > above {
		operator := s.token
		s.read()
		b := s.primary(skip)
		b = s.binary(b, precedence(operator), skip)
		if !skip {
			a = s.operate(operator, a, b)
		}
	}
	return a
}

// mostSums is how deep arithmetic may be nested.
const mostSums = 1000

func (s *sumReader) primary(skip bool) int64 {
	if s.depth++; s.depth > mostSums {
		s.fail("timeslice: nested too deep")
	}
	defer func() { s.depth-- }()
	switch s.token {
	case "(":
		s.read()
		n := s.assignment(skip)
		if s.token != ")" {
			s.fail("expecting ')'")
			return 0
		}
		s.read()
		return n
	case "0":
		n := s.number
		s.read()
		return n
	case "a":
		name := s.name
		s.read()
		if skip {
			return 0
		}
		return s.variable(name)
	case "+":
		s.read()
		return s.primary(skip)
	case "-":
		s.read()
		return -s.primary(skip)
	case "!":
		s.read()
		return truth(s.primary(skip) == 0)
	case "~":
		s.read()
		return ^s.primary(skip)
	}
	s.fail("expecting primary")
	return 0
}

// operate carries out an operator. (do_binop)
func (s *sumReader) operate(operator string, a, b int64) int64 {
	switch operator {
	case "|":
		return a | b
	case "^":
		return a ^ b
	case "&":
		return a & b
	case "==":
		return truth(a == b)
	case "!=":
		return truth(a != b)
	case "<":
		return truth(a < b)
	case "<=":
		return truth(a <= b)
	case ">":
		return truth(a > b)
	case ">=":
		return truth(a >= b)
	case "<<":
		return a << (uint64(b) & 63)
	case ">>":
		return a >> (uint64(b) & 63)
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	}
	switch {
	case b == 0:
		s.fail("division by zero")
		return 0
	case operator == "/":
		return a / b
	}
	return a % b
}
