package regexp

import "errors"

// SyntaxError says why a pattern is no regular expression. JavaScript throws a
// SyntaxError with the text of [SyntaxError.Message].
type SyntaxError struct {
	Pattern Text
	Flags   string // as they are shown: in order, each once
	Reason  string // in V8's words
	Offset  int    // the code unit of the pattern at which reading stopped
}

// Message is V8's text for the error.
func (e *SyntaxError) Message() Text {
	before, after := "Invalid regular expression: /", "/"+e.Flags+": "+e.Reason
	if e.Pattern.wide == nil {
		return Latin1(before + e.Pattern.narrow + after)
	}
	units := Latin1(before).Units()
	units = append(units, e.Pattern.wide...)
	return UTF16(append(units, Latin1(after).Units()...))
}

func (e *SyntaxError) Error() string { return e.Message().String() }

// FlagsError says that letters are no flags. JavaScript throws a SyntaxError
// with this text when it is the constructor that was given them; of a literal it
// says "Invalid regular expression flags".
type FlagsError struct{ Letters string }

func (e *FlagsError) Error() string {
	return "Invalid flags supplied to RegExp constructor '" + e.Letters + "'"
}

// What can end a match besides finding out.
var (
	// ErrStopped says that the meter did not let the match go on.
	ErrStopped = errors.New("regexp: the meter stopped the match")

	// ErrStackOverflow says that the backtracking stack reached its limit, which
	// is V8's. JavaScript throws a RangeError with this text.
	//
	//lint:ignore ST1005 these are V8's own words
	ErrStackOverflow = errors.New("Maximum call stack size exceeded")
)

// UnterminatedClass is the reason of a pattern that ends within a class.
const UnterminatedClass = "Unterminated character class"

// Reasons, in V8's words (src/regexp/regexp-error.h in V8 11.3).
const (
	reasonGroupsTooDeep            = "Stack overflow"
	reasonClassesTooDeep           = "Maximum call stack size exceeded"
	reasonUnterminatedGroup        = "Unterminated group"
	reasonUnmatchedParenthesis     = "Unmatched ')'"
	reasonEscapeAtEnd              = `\ at end of pattern`
	reasonInvalidPropertyName      = "Invalid property name"
	reasonInvalidEscape            = "Invalid escape"
	reasonInvalidDecimalEscape     = "Invalid decimal escape"
	reasonInvalidUnicodeEscape     = "Invalid Unicode escape"
	reasonNothingToRepeat          = "Nothing to repeat"
	reasonLoneBrackets             = "Lone quantifier brackets"
	reasonNumbersOutOfOrder        = "numbers out of order in {} quantifier"
	reasonIncompleteQuantifier     = "Incomplete quantifier"
	reasonInvalidQuantifier        = "Invalid quantifier"
	reasonInvalidGroup             = "Invalid group"
	reasonTooManyCaptures          = "Too many captures"
	reasonInvalidGroupName         = "Invalid capture group name"
	reasonDuplicateGroupName       = "Duplicate capture group name"
	reasonInvalidNamedReference    = "Invalid named reference"
	reasonUnknownNamedReference    = "Invalid named capture referenced"
	reasonInvalidClassEscape       = "Invalid class escape"
	reasonInvalidClassPropertyName = "Invalid property name in character class"
	reasonInvalidClass             = "Invalid character class"
	reasonClassOutOfOrder          = "Range out of order in character class"
	reasonInvalidSetOperation      = "Invalid set operation in character class"
	reasonInvalidClassCharacter    = "Invalid character in character class"
	reasonNegatedStrings           = "Negated character class may contain strings"
)
