package awk

import "regexp"

// Program is what a text says.
type Program struct {
	rules     []rule
	functions map[string]*function
}

// rule is what is done with which records.
type rule struct {
	begin, end bool
	from, to   node // of a range both; of every record none
	body       []node
	printed    bool // there is no body: the record is printed
	inside     bool // of a range that has begun
}

type function struct {
	name       string
	parameters []string
	body       []node
}

// node is an expression or a statement.
type node interface{}

type (
	numberNode struct{ value float64 }
	textNode   struct{ value string }
	matchNode  struct{ expression *regexp.Regexp } // /…/ alone: whether the record matches
	nameNode   struct{ name string }
	fieldNode  struct{ index node }
	indexNode  struct {
		array string
		index []node
	}
	groupNode struct{ inner []node } // (a, b) before in; (a) alone
	inNode    struct {
		index []node
		array string
	}
	assignNode struct {
		to       node
		operator string // "" for =
		value    node
	}
	stepNode struct { // ++ and --
		to     node
		by     float64
		before bool
	}
	unaryNode struct {
		operator string
		value    node
	}
	binaryNode struct {
		operator    string
		left, right node
	}
	chooseNode struct{ condition, yes, no node }
	callNode   struct {
		function  string
		arguments []node
		line      int
	}
	builtinNode struct {
		function  string
		arguments []node
		bare      bool // no parentheses
	}
	getlineNode struct {
		kind string // "" from the input, "<" a file, "|" a command
		from node
		to   node // nil for the record
	}

	printNode struct {
		arguments []node
		formatted bool
		kind      string // "", ">", ">>", "|"
		to        node
	}
	ifNode struct {
		condition node
		yes, no   []node
	}
	whileNode struct {
		condition node
		body      []node
		later     bool // do … while
	}
	forNode struct {
		first, condition, step node
		body                   []node
	}
	eachNode struct {
		name, array string
		body        []node
	}
	blockNode  struct{ body []node }
	deleteNode struct {
		array string
		index []node // nil for all of it
	}
	jumpNode struct {
		kind  string // break, continue, next, nextfile, exit, return
		value node
	}
)
