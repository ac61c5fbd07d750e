package js

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/grafana/sobek"
)

// Quote is the line of source where an uncaught value was thrown, with a mark
// below the place, as Node prints it above; nothing if it is not known. thrown
// is the stack at the throw; nil if the value is the reason of a promise.
func (i *Isolate) Quote(value sobek.Value, thrown []sobek.StackFrame) string {
	object, _ := value.(*sobek.Object)
	isError := object != nil && object.ClassName() == "Error"
	if isError {
		if text, again := i.quoteAgain(thrown); again {
			return text
		}
		if text := i.quotes.of(object); text != "" {
			return text
		}
	}
	if thrown == nil {
		if object != nil && !isError {
			return promiseQuote
		}
		if isError {
			if code, ok := i.ownData(object, "code").(sobek.String); ok && code.String() == "ERR_UNHANDLED_REJECTION" {
				return "node:internal/process/promises:389\n      new UnhandledPromiseRejection(reason);\n      ^\n"
			}
			if text := i.quoteMade(object); text != "" {
				return text
			}
			if text := i.quoteError(object); text != "" {
				return text
			}
			return promiseQuote
		}
		return ""
	}
	for at := range thrown {
		name, program, pc := i.inside.placeOf(&thrown[at])
		switch {
		case program == nil || name == "":
			continue
		case strings.HasPrefix(name, "node:"):
			if text := i.foreignQuote(object, name, thrown[at].FuncName()); text != "" {
				return text
			}
			continue
		case isError && i.inside.operation(program, pc) != "_throw":
			// The engine's own error is where it was made.
			if text := i.quoteError(object); text != "" {
				return text
			}
		}
		p := thrown[at].Position()
		column := p.Column
		if l := i.sourceOf(program); l != nil {
			column = l.unitColumn(p.Line, column)
		}
		if text := i.quoteLine(i.scriptOf(program), p.Line, column, true); text != "" {
			return text
		}
	}
	return ""
}

// quoteAgain is the line of Node's loaders that threw an error of JSON.parse again.
func (i *Isolate) quoteAgain(thrown []sobek.StackFrame) (text string, again bool) {
	for at := range thrown {
		switch name, program, _ := i.inside.placeOf(&thrown[at]); {
		case program == nil || name == "":
			continue
		case name == "node:internal/modules" && thrown[at].FuncName() == "json":
			return "node:internal/modules/cjs/loader:1644\n    throw err;\n    ^\n", true
		case name == "node:internal/esm" && thrown[at].FuncName() == "makeJSON":
			return "node:internal/modules/esm/translators:446\n    throw err;\n    ^\n", true
		}
		return "", false
	}
	return "", false
}

// promiseQuote is where Node throws the reason of a promise that has no place
// of its own.
const promiseQuote = "node:internal/process/promises:391\n    triggerUncaughtException(err, true /* fromPromise */);\n    ^\n"

// quoteError is the line of the source where an error was made: the first
// place in its stack.
func (i *Isolate) quoteError(object *sobek.Object) string {
	text, ok := object.Get("stack").(sobek.String)
	if !ok {
		return ""
	}
	for _, line := range strings.Split(text.String(), "\n") {
		place, isFrame := strings.CutPrefix(line, "    at ")
		if !isFrame {
			continue
		}
		if _, inside, named := strings.Cut(place, " ("); named {
			place = strings.TrimSuffix(inside, ")")
		}
		if origin, at, evaluated := cutLast(place, ", <anonymous>:"); evaluated {
			if quoted := i.quoteEvaluated(origin, at); quoted != "" {
				return quoted
			}
			continue
		}
		parts := strings.Split(strings.TrimPrefix(place, "async "), ":")
		if len(parts) < 3 {
			continue
		}
		if made, known := nodeMade[strings.TrimPrefix(place, "async ")]; known {
			return made.quote()
		}
		if made, known := modulesMade[place]; known {
			return made.quote()
		}
		name := strings.Join(parts[:len(parts)-2], ":")
		script := i.named[strings.TrimPrefix(name, "file://")]
		if quoted := i.quoteLine(script, wholeNumber(parts[len(parts)-2]), wholeNumber(parts[len(parts)-1]), false); quoted != "" {
			return quoted
		}
	}
	return ""
}

// quoteEvaluated is a line of code for eval, by where that was called and by its line
// and column.
func (i *Isolate) quoteEvaluated(origin, at string) string {
	line, column, _ := strings.Cut(at, ":")
	for _, file := range slices.Backward(i.evaluated) {
		if s := i.scripts[file]; s != nil && s.origin == origin {
			return i.quoteLine(s, wholeNumber(line), wholeNumber(column), false)
		}
	}
	return ""
}

// cutLast is what stands before and behind the last separator in a text.
func cutLast(text, separator string) (before, after string, found bool) {
	at := strings.LastIndex(text, separator)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(separator):], true
}

// quoteMade is the line of Node's source where an error was made that rejects a
// promise, for those of Node that scripts commonly meet.
func (i *Isolate) quoteMade(object *sobek.Object) string {
	text := func(key string) string {
		if own, ok := i.ownData(object, key).(sobek.String); ok {
			return own.String()
		}
		return ""
	}
	stack := ""
	if own, ok := object.Get("stack").(sobek.String); ok {
		stack = own.String()
	}
	quote, mark := "", 0
	switch syscall, message := text("syscall"), text("message"); {
	case strings.HasPrefix(syscall, "spawn ") && strings.Contains(stack, "ChildProcess._handle.onexit"):
		quote, mark = "node:internal/child_process:285\n      const err = new ErrnoException(exitCode, syscall);", 18
	case strings.HasPrefix(message, "Command failed: ") && strings.Contains(stack, "(node:child_process:"):
		quote, mark = "node:internal/errors:984\n  const err = new Error(message);", 14
	case syscall == "open" && strings.Contains(stack, "at async open (node:internal/fs/"):
		quote, mark = "node:internal/fs/promises:637\n  return new FileHandle(await PromisePrototypeThen(", 24
	case message == "socket hang up" && strings.Contains(stack, "Socket.socketOnEnd ("):
		quote, mark = "node:_http_client:528\n    emitErrorEvent(req, new ConnResetException('socket hang up'));", 24
	case message == "socket hang up" && strings.Contains(stack, "Socket.socketCloseListener ("):
		quote, mark = "node:_http_client:477\n      emitErrorEvent(req, new ConnResetException('socket hang up'));", 26
	case strings.Contains(stack, "    at node:internal/deps/undici/undici:14976:13"):
		quote, mark = "node:internal/deps/undici/undici:14976\n      Error.captureStackTrace(err);", 12
	default:
		return ""
	}
	return quote + "\n" + strings.Repeat(" ", mark) + "^\n"
}

// quoteLine is a line of a script with a mark below a column; wrapped says
// that the column counts what stands before the source.
func (i *Isolate) quoteLine(s *Script, line, column int, wrapped bool) string {
	if s == nil || line < 1 {
		return ""
	}
	lines := strings.Split(s.text, "\n")
	if line > len(lines) {
		return ""
	}
	text := strings.TrimSuffix(lines[line-1], "\r")
	if line == 1 {
		text = text[min(s.shift, len(text)):]
		if wrapped {
			column -= s.shift
		}
	}
	if s.origin != "" {
		return "<anonymous_script>:" + strconv.Itoa(line) + "\n" + text + "\n" + blankBefore(text, column) + "^\n"
	}
	return s.shown() + ":" + strconv.Itoa(line) + "\n" + text + "\n" + blankBefore(text, column) + "^\n"
}

// blankBefore is as wide as what stands before a column of a text, which is counted in
// UTF-16 code units. (node::GetErrorSource)
func blankBefore(text string, column int) string {
	var blank strings.Builder
	for _, r := range text {
		if column--; column < 1 {
			break
		}
		if r == '\t' {
			blank.WriteRune(r)
			continue
		}
		width := max(utf16.RuneLen(r), 1)
		column -= width - 1
		blank.WriteString(strings.Repeat(" ", width))
	}
	return blank.String()
}

// quotes are what is shown above errors whose place is in no script: those of
// JSON.parse. The last ones are kept.
type quotes struct {
	objects []*sobek.Object
	texts   []string
}

const keptQuotes = 64

func (q *quotes) of(object *sobek.Object) string {
	for i, o := range q.objects {
		if o == object {
			return q.texts[i]
		}
	}
	return ""
}

// QuoteText keeps what is shown above an error: a line of a text that is no
// script, and a mark below a place, which is counted in UTF-16 code units.
func (i *Isolate) QuoteText(object *sobek.Object, text string, units int) {
	offset := 0
	for at, r := range text {
		if units <= 0 {
			break
		}
		units -= utf16.RuneLen(r)
		offset = at + utf8.RuneLen(r)
	}
	begin := strings.LastIndexByte(text[:min(offset, len(text))], '\n') + 1
	line, _, _ := strings.Cut(text[begin:], "\n")
	number := 1 + strings.Count(text[:begin], "\n")
	column := 1 + unitsOf(text[begin:min(offset, len(text))])
	quote := "<anonymous_script>:" + strconv.Itoa(number) + "\n" + line + "\n"
	if offset < begin+len(line) { // Node marks nothing beyond the line (node::GetErrorSource)
		quote += blankBefore(line, column) + "^\n"
	}
	i.keepQuote(object, quote)
}

// QuoteSource keeps what is shown above an error of a source that is wrong.
func (i *Isolate) QuoteSource(object *sobek.Object, wrong *SyntaxError) {
	i.keepQuote(object, strings.TrimSuffix(wrong.Arrow(), "\n"))
}

func (i *Isolate) keepQuote(object *sobek.Object, quote string) {
	q := &i.quotes
	if len(q.objects) >= keptQuotes {
		q.objects, q.texts = q.objects[1:], q.texts[1:]
	}
	q.objects, q.texts = append(q.objects, object), append(q.texts, quote)
}

// foreignQuote is what Node shows above an error of a module of its own: the
// line of its source that threw it.
func (i *Isolate) foreignQuote(object *sobek.Object, file, function string) string {
	if object == nil {
		return ""
	}
	text := func(key string) string {
		if own, ok := i.ownData(object, key).(sobek.String); ok {
			return own.String()
		}
		return ""
	}
	code := text("code")
	if quoted := quoteThrow(code, text("message")); quoted != "" {
		return quoted
	}
	quote, mark := "", 0
	switch {
	case file == "node:child_process" && strings.HasPrefix(text("message"), "Command failed: "):
		quote, mark = "node:child_process:966\n    throw err;", 4
		if function == "execFileSync" {
			quote = "node:child_process:930\n    throw err;"
		}
	case file == "node:events" && code == "ERR_UNHANDLED_ERROR":
		quote, mark = "node:events:515\n    throw err; // Unhandled 'error' event", 4
	case file == "node:events" && function == "throwUnhandled":
		quote, mark = "node:events:502\n      throw er; // Unhandled 'error' event", 6
	case file == "node:internal/ipc" && function == "encode" && notJSON(text("message")):
		quote, mark = "node:internal/child_process/serialization:164\n    const string = JSONStringify(message) + '\\n';", 19
	case file == "node:internal/ipc" && function == "writeClone":
		quote, mark = "node:internal/child_process/serialization:114\n    ser.writeValue(message);", 8
	case file == "node:assert" && (code == "ERR_ASSERTION" || code == ""):
		known, ok := assertQuotes[function]
		if code == "" { // what was given as message
			known, ok = assertGivenQuotes[function]
		}
		if !ok {
			return ""
		}
		quote, mark = known.text, known.mark
	case file == "node:internal/event_target" && code == "":
		quote, mark = "node:internal/event_target:1105\n  process.nextTick(() => { throw err; });", 27
	case code == "MODULE_NOT_FOUND" && function == "tryDirectory":
		quote, mark = "node:internal/modules/cjs/loader:499\n      throw err;", 6
	case code == "ERR_MODULE_NOT_FOUND" || strings.Contains(text("stack"), "ModuleLoader.getModuleJobForRequire (node:internal/modules/esm/loader:413:53)"):
		quote, mark = "node:internal/modules/esm/resolve:1204\n    throw error;", 4
	case function == "exportedBy" || function == "inPackage":
		quote, mark = "node:internal/modules/cjs/loader:645\n      throw e;", 6
	case code == "MODULE_NOT_FOUND":
		quote, mark = "node:internal/modules/cjs/loader:1210\n  throw err;", 2
	case strings.HasPrefix(code, "ERR_"):
		quote, mark = "node:internal/errors:541\n      throw error;", 6
	default:
		known, ok := callQuotes[text("syscall")]
		if !ok {
			return ""
		}
		quote, mark = known.text, known.mark
	}
	return quote + "\n" + strings.Repeat(" ", mark) + "^\n"
}

// notJSON reports whether a message is that of a value that cannot be JSON.
func notJSON(message string) bool {
	return strings.HasPrefix(message, "Converting circular structure to JSON") || message == "Do not know how to serialize a BigInt"
}

// sourceLine is a line of Node's own source, and where in it something is marked.
type sourceLine struct {
	text string
	mark int
}

// assertQuotes are the lines of Node's assert that throw what a function of
// lib/assert.js throws, assertGivenQuotes those that throw an error that was
// given as message.
var assertQuotes = map[string]sourceLine{
	"throwError":        {"node:assert:90\n  throw new AssertionError(obj);", 2},
	"checkOk":           {"node:internal/assert/utils:281\n    throw err;", 4},
	"fail":              {"node:assert:137\n  throw err;", 2},
	"compareProperties": {"node:assert:377\n      throw err;", 6},
	"checkExpected":     {"node:assert:491\n    throw err;", 4},
	"ifError":           {"node:assert:733\n    throw newErr;", 4},
	"checkMatch":        {"node:assert:768\n    throw err;", 4},
}

var assertGivenQuotes = map[string]sourceLine{
	"throwError": {"node:assert:88\n  if (obj.message instanceof Error) throw obj.message;", 36},
	"checkOk":    {"node:internal/assert/utils:270\n      throw message;", 6},
}

// callQuotes are the lines of Node's fs that make the calls to the system
// which can fail.
var callQuotes = map[string]sourceLine{
	"open":     {"node:fs:573\n  return binding.open(", 17},
	"scandir":  {"node:fs:1521\n  const result = binding.readdir(", 25},
	"mkdir":    {"node:fs:1386\n  const result = binding.mkdir(", 25},
	"rmdir":    {"node:fs:1214\n  binding.rmdir(pathModule.toNamespacedPath(path));", 10},
	"unlink":   {"node:fs:1889\n  binding.unlink(path);", 10},
	"stat":     {"node:fs:1681\n  const stats = binding.stat(", 24},
	"lstat":    {"node:fs:1656\n  const stats = binding.lstat(", 24},
	"rename":   {"node:fs:1032\n  binding.rename(", 10},
	"copyfile": {"node:fs:3047\n  binding.copyFile(", 10},
	"access":   {"node:fs:244\n  binding.access(pathModule.toNamespacedPath(path), mode);", 10},
	"readlink": {"node:fs:1729\n  return binding.readlink(", 17},
	"symlink":  {"node:fs:1822\n  binding.symlink(", 10},
	"link":     {"node:fs:1862\n  binding.link(", 10},
	"chmod":    {"node:fs:1999\n  binding.chmod(", 10},
	"close":    {"node:fs:525\n  binding.close(fd);", 10},
	"read":     {"node:fs:750\n  return binding.read(fd, buffer, offset, length, position);", 17},
	"fstat":    {"node:fs:1633\n  const stats = binding.fstat(fd, options.bigint, undefined, false);", 24},
	"opendir":  {"node:internal/fs/dir:327\n  const handle = dirBinding.opendirSync(", 28},
}

func wholeNumber(digits string) int {
	n := 0
	for _, digit := range digits {
		if digit < '0' || digit > '9' || n > 1<<24 {
			return 0
		}
		n = 10*n + int(digit-'0')
	}
	return n
}
