package grammar

// token is a kind of token, in V8's classes.
type token uint8

const (
	tNone token = iota
	tEnd
	tIllegal

	// What goes on with an expression.
	tTemplate // a piece of a template up to ${
	tTemplateTail
	tPeriod
	tLeftBracket
	tOptional // ?.
	tLeftParen

	tRightParen
	tRightBracket
	tLeftBrace
	tColon
	tEllipsis
	tConditional
	tSemicolon
	tRightBrace

	tArrow
	tAssign
	tAssignLogical // ??= ||= &&=
	tAssignOther

	tComma
	tNullish
	tOr
	tAnd
	tBitOr
	tBitXor
	tBitAnd
	tEqual
	tCompare
	tInstanceof
	tIn
	tShift
	tAdd
	tSubtract
	tMultiply
	tDivide
	tModulo
	tPower
	tNot
	tBitNot
	tDelete
	tTypeof
	tVoid
	tCount // ++ --

	tBreak
	tCase
	tCatch
	tContinue
	tDebugger
	tDefault
	tDo
	tElse
	tFinally
	tFor
	tFunction
	tIf
	tNew
	tReturn
	tSwitch
	tThrow
	tTry
	tVar
	tWhile
	tWith
	tThis
	tNull
	tTrue
	tFalse
	tNumber
	tString
	tSuper
	tRegExp

	// Names, of which the later ones are some only in some code.
	tIdentifier
	tGet
	tSet
	tAsync
	tAwait
	tYield
	tLet
	tStatic
	tReserved        // implements, interface, package, private, protected, public
	tEscapedReserved // one of these four, with an escape

	tEnum
	tClass
	tConst
	tExport
	tExtends
	tImport
	tPrivate
	tEscapedKeyword
)

// precedence of a binary operator; 0 for what is none.
func precedence(kind token, acceptIn bool) int {
	switch kind {
	case tNullish:
		return 3
	case tOr:
		return 4
	case tAnd:
		return 5
	case tBitOr:
		return 6
	case tBitXor:
		return 7
	case tBitAnd:
		return 8
	case tEqual:
		return 9
	case tCompare, tInstanceof:
		return 10
	case tIn:
		if acceptIn {
			return 10
		}
	case tShift:
		return 11
	case tAdd, tSubtract:
		return 12
	case tMultiply, tDivide, tModulo:
		return 13
	case tPower:
		return 14
	}
	return 0
}

func isMember(kind token) bool {
	return kind == tTemplate || kind == tTemplateTail || kind == tPeriod || kind == tLeftBracket
}

func isPropertyOrCall(kind token) bool { return kind >= tTemplate && kind <= tLeftParen }

func isUnary(kind token) bool {
	return kind == tAdd || kind == tSubtract || kind >= tNot && kind <= tVoid
}

// isPropertyName reports whether a token is a word, which any property may be called.
func isPropertyName(kind token) bool {
	switch kind {
	case tInstanceof, tIn, tDelete, tTypeof, tVoid:
		return true
	case tNumber, tString, tRegExp, tPrivate:
		return false
	}
	return kind >= tBreak
}

// keyword is the kind of a word that is no plain name; tNone for a name.
func keyword(word string) token {
	switch word {
	case "async":
		return tAsync
	case "await":
		return tAwait
	case "break":
		return tBreak
	case "case":
		return tCase
	case "catch":
		return tCatch
	case "class":
		return tClass
	case "const":
		return tConst
	case "continue":
		return tContinue
	case "debugger":
		return tDebugger
	case "default":
		return tDefault
	case "delete":
		return tDelete
	case "do":
		return tDo
	case "else":
		return tElse
	case "enum":
		return tEnum
	case "export":
		return tExport
	case "extends":
		return tExtends
	case "false":
		return tFalse
	case "finally":
		return tFinally
	case "for":
		return tFor
	case "function":
		return tFunction
	case "get":
		return tGet
	case "if":
		return tIf
	case "implements", "interface", "package", "private", "protected", "public":
		return tReserved
	case "import":
		return tImport
	case "in":
		return tIn
	case "instanceof":
		return tInstanceof
	case "let":
		return tLet
	case "new":
		return tNew
	case "null":
		return tNull
	case "return":
		return tReturn
	case "set":
		return tSet
	case "static":
		return tStatic
	case "super":
		return tSuper
	case "switch":
		return tSwitch
	case "this":
		return tThis
	case "throw":
		return tThrow
	case "true":
		return tTrue
	case "try":
		return tTry
	case "typeof":
		return tTypeof
	case "var":
		return tVar
	case "void":
		return tVoid
	case "while":
		return tWhile
	case "with":
		return tWith
	case "yield":
		return tYield
	}
	return tNone
}
