package node

import "slices"

// httpParser reads messages of HTTP/1 from bytes that come piece by piece, and tells
// of their parts. It is the machine of llhttp 9.3.1 (src/llhttp/http.ts, url.ts and
// src/native/http.c there), whose states are methods here: each is given a byte, and
// reports whether it has taken it or leaves it to the state that follows. So what is
// refused is refused with llhttp's words, and at its places.
type httpParser struct {
	response bool
	most     int  // bytes that the texts of a message's head may have
	lenient  bool // all of llhttp's lenient flags
	tell     httpListener

	step httpStep
	data []byte // that are gone through
	at   int    // where

	span     httpSpan
	from     int // where in the data the span begins
	text     []byte
	read     int // bytes of the head's texts
	extended int // bytes of a chunk's extensions
	word     string

	head  httpHead
	field httpField
	flags httpFlag
	left  uint64 // bytes of the body, or of the chunk, that are to come
	eof   httpEOF

	failure *httpFailure
	paused  bool // what follows is perhaps not HTTP
	pieces  bool // it stops after each piece of a body
	stopped bool // it has stopped there
}

// httpStep is a state.
type httpStep func(p *httpParser, ch byte) (taken bool)

// httpListener is told of the parts of messages. Head says what follows: see
// httpBody; others report whether the parser is to go on.
type httpListener interface {
	begun() // a message begins
	head(m *httpHead) httpBody
	body(data []byte) bool
	trailers(fields []string)
	complete() bool
}

// httpHead is the first part of a message.
type httpHead struct {
	major, minor int
	method, url  string
	status       int
	reason       string
	fields       []string // names and values in turn
	upgrade      bool
	keepAlive    bool
}

// httpBody is what follows a head.
type httpBody int

const (
	bodyAsSaid   httpBody = iota // by its fields
	bodyNone                     // nothing, whatever they say: an answer to HEAD
	bodyUpgraded                 // another protocol
)

// httpFailure is why bytes are not HTTP.
type httpFailure struct {
	code, reason string
	at           int // in the bytes that were given last
}

// httpSpan is a text that is being read.
type httpSpan uint8

const (
	noSpan httpSpan = iota
	urlSpan
	statusSpan
	nameSpan
	valueSpan
	extensionSpan
)

// httpEOF is what the end of the bytes means.
type httpEOF uint8

const (
	eofSafe   httpEOF = iota
	eofEnds           // it ends the message
	eofUnsafe         // the message was not whole
)

// mostExtension is how long the extensions of a chunk may be. (kMaxChunkExtensionsSize)
const mostExtension = 16384

// execute reads more bytes, and returns how many of them were HTTP.
func (p *httpParser) execute(data []byte) (int, *httpFailure) {
	p.data, p.at, p.from, p.paused = data, 0, 0, false
	if p.step == nil {
		p.step = (*httpParser).start
	}
	if p.stopped {
		p.stopped = false
		p.bodyTold()
	}
	for p.at < len(data) && p.failure == nil && !p.paused && !p.stopped {
		if p.step(p, data[p.at]) {
			p.at++
		}
	}
	if p.failure == nil && p.span != noSpan {
		p.take(p.at)
	}
	if p.failure != nil {
		return p.failure.at, p.failure
	}
	return p.at, nil
}

// end is told that nothing more comes. (llhttp_finish)
func (p *httpParser) end() *httpFailure {
	switch {
	case p.failure != nil: // which was told of
		return nil
	case p.eof == eofEnds:
		p.tell.complete()
	case p.eof == eofUnsafe:
		return &httpFailure{"HPE_INVALID_EOF_STATE", "Invalid EOF state", 0}
	}
	return nil
}

// fail refuses the byte that is looked at.
func (p *httpParser) fail(code, reason string) bool { return p.failAt(code, reason, p.at) }

// failAfter refuses what the byte has led to: it counts as read.
func (p *httpParser) failAfter(code, reason string) bool { return p.failAt(code, reason, p.at+1) }

func (p *httpParser) failAt(code, reason string, at int) bool {
	if p.failure == nil {
		p.failure = &httpFailure{code, reason, at}
	}
	p.span = noSpan
	return false
}

// goTo leaves the byte to another state.
func (p *httpParser) goTo(step httpStep) bool {
	p.step = step
	return false
}

// then takes the byte, and goes on with another state.
func (p *httpParser) then(step httpStep) bool {
	p.step = step
	return p.failure == nil
}

// begin lets a text begin with the byte.
func (p *httpParser) begin(span httpSpan, step httpStep) bool {
	p.span, p.from = span, p.at
	p.text = p.text[:0]
	return p.goTo(step)
}

// finish ends the text before the byte. That there was too much of it is told at a
// place. (span callbacks of src/node_http_parser.cc)
func (p *httpParser) finish(at int) {
	span := p.span
	if !p.take(at) {
		return
	}
	p.span = noSpan
	text := string(p.text)
	switch span {
	case urlSpan:
		p.head.url = text
	case statusSpan:
		p.head.reason = text
	case nameSpan:
		p.head.fields = append(p.head.fields, text)
	case valueSpan: // it may go on on another line
		if len(p.head.fields)%2 == 1 {
			p.head.fields = append(p.head.fields, "")
		}
		p.head.fields[len(p.head.fields)-1] += text
	}
}

// take adds what has been gone through of a text, and reports whether that is not
// too much. (TrackHeader, on_chunk_extension)
func (p *httpParser) take(at int) bool {
	piece := p.data[p.from:p.at]
	p.from = 0 // of what comes next
	if p.span == extensionSpan {
		if p.extended += len(piece); p.extended > mostExtension {
			p.failAt("HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow", at)
			return false
		}
		return true
	}
	p.text = append(p.text, piece...)
	if p.read += len(piece); p.read >= p.most {
		p.failAt("HPE_HEADER_OVERFLOW", "Header overflow", at)
		return false
	}
	return true
}

// matched is how far a byte leads to one of some words.
type matched uint8

const (
	matchFails matched = iota // the byte does not belong to any
	matchGoesOn
	matchEnds  // with the byte
	matchEnded // before it
)

// match adds the byte to the word that is read, if one of the words goes on with it.
func (p *httpParser) match(ch byte, words []string) matched {
	longer := p.word + string(rune(ch))
	begins, is := false, false
	for _, word := range words {
		if len(word) > len(longer) && word[:len(longer)] == longer {
			begins = true
		}
		is = is || word == longer
	}
	switch {
	case begins:
		p.word = longer
		return matchGoesOn
	case is:
		p.word = longer
		return matchEnds
	case slices.Contains(words, p.word):
		return matchEnded
	}
	p.word = ""
	return matchFails
}

// start waits for a message.
func (p *httpParser) start(ch byte) bool {
	if ch == '\r' || ch == '\n' {
		return true
	}
	p.eof = eofUnsafe
	p.head = httpHead{}
	p.extended = 0
	p.tell.begun()
	p.word = ""
	if p.response {
		return p.goTo((*httpParser).protocol)
	}
	return p.goTo((*httpParser).method)
}
