package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"
)

// Census is what an isolate's objects would take in V8, of those that can be
// reached.
type Census struct {
	HeapBytes   int64
	TextBytes   int64 // of these, of texts
	BufferBytes int64 // of array buffers, which lie outside the heap
	HostBytes   int64 // what they take of the computer that simulates, buffers besides
}

// Count counts what can be reached from the isolate's globals, from what is
// being executed, from promises that code awaits, and from roots.
//
// The engine leaves memory to Go, which does not tell what is reachable; so
// its objects are walked, as a collector would. What is found depends only on
// what the program did, never on when Go collects. What only a closure of the
// engine's own holds is not seen: the handlers of promises that nobody awaits.
func (i *Isolate) Count(roots ...sobek.Value) Census {
	i.forgetSums()
	w := &walk{plans: i.plans, patterns: i.regexp.pattern, seen: newPointers(i.counted), longest: map[unsafe.Pointer]int64{}, long: map[longText]struct{}{}}
	w.pointer(reflect.ValueOf(i.Engine))
	for _, root := range roots {
		w.held(reflect.ValueOf(root))
	}
	for promise := range i.awaited {
		if isPending(promise) {
			w.pointer(reflect.ValueOf(promise))
		} else {
			delete(i.awaited, promise)
		}
	}
	w.jobs(i.inside, i.jobs.queue)
	for len(w.todo) > 0 {
		v := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		w.members(v.plan, v.at)
	}
	w.HostBytes += i.unseen
	i.counted = w.seen.count
	i.Exert((int64(i.counted) + w.elementsSeen/elementsAThing) / thingsAMark)
	return w.Census
}

// thingsAMark is how many things a census looks at in the time of a statement;
// elementsAThing is how many elements of arrays, and other members of which there may be
// many, in that of a thing. (Measured.)
const (
	thingsAMark    = 2
	elementsAThing = 6
)

// isPending reports whether an object is a promise that is not settled.
func isPending(object *sobek.Object) bool {
	p, ok := object.Export().(*sobek.Promise)
	return ok && p.State() == sobek.PromiseStatePending
}

// awaits is called with what code awaits. A promise leads to the code that
// goes on when it is settled, which its resolving functions do not show.
func (i *Isolate) awaits(call sobek.FunctionCall) sobek.Value {
	value := call.Arguments[0]
	if object, ok := value.(*sobek.Object); ok && isPending(object) {
		i.awaited[object] = true
	}
	number := call.Arguments[1].ToInteger()
	return i.jobs.Awaits(value, fileOf(number), lineOf(number))
}

// walk goes through the objects that can be reached, each once.
type walk struct {
	Census
	plans    *plans
	patterns *patternLayout
	seen     *pointers
	todo     []visit

	elementsSeen int64
	lastType     unsafe.Pointer // the first word of the interface that was met last,
	lastHeld     *plan          // and what it holds

	long    map[longText]struct{}
	longest map[unsafe.Pointer]int64 // of the long texts of ASCII that begin at a place
}

// longText is a text of leastGrowing code units at least.
type longText struct {
	at     unsafe.Pointer
	length int
}

// newText reports whether a text is met for the first time.
func (w *walk) newText(at unsafe.Pointer, length int) bool {
	if length < leastGrowing {
		return length > 0 && w.seen.add(text(at, length))
	}
	_, met := w.long[longText{at, length}]
	w.long[longText{at, length}] = struct{}{}
	return !met
}

// visit is an object to go through.
type visit struct {
	plan *plan
	at   unsafe.Pointer
}

// object plans to go through an object, unless it was seen.
func (w *walk) object(at unsafe.Pointer, p *plan) {
	if p.bytes == 0 && len(p.members) == 0 || !w.seen.add(planned(at, p)) {
		return
	}
	w.HeapBytes += p.bytes
	w.HostBytes += p.host
	if len(p.members) > 0 {
		w.todo = append(w.todo, visit{p, at})
	}
}

func (w *walk) pointer(v reflect.Value) {
	if !v.IsNil() {
		w.object(v.UnsafePointer(), w.plans.of(v.Type().Elem()))
	}
}

// members goes through what a value leads to.
func (w *walk) members(p *plan, value unsafe.Pointer) {
	for i := range p.members {
		m := &p.members[i]
		at := unsafe.Add(value, m.offset)
		switch m.kind {
		case memberPointer:
			if to := *(*unsafe.Pointer)(at); to != nil {
				w.object(to, m.to)
			}
		case memberInterface:
			if to, is := w.behind(m, at); is != nil {
				w.object(to, is)
			}
		case memberSelf:
			if to, is := w.behind(m, at); is != nil {
				w.HeapBytes += is.bytes
				w.HostBytes += is.host
				w.members(is, to)
			}
		case memberSlice:
			w.elements(m, (*sliceHeader)(at), (*sliceHeader)(at).length)
		case memberStack:
			w.elements(m, (*sliceHeader)(at), *(*int)(unsafe.Add(value, m.length)))
		case memberProperties:
			properties := *(*map[unistring.String]sobek.Value)(at)
			w.HeapBytes += wordBytes * int64(len(properties))
			w.HostBytes += hostProperties(len(properties))
			w.elementsSeen += int64(len(properties))
			for _, property := range properties { // in any order: it only adds
				if to, is := w.behind(m, unsafe.Pointer(&property)); is != nil {
					w.object(to, is)
				}
			}
		case memberDigits:
			digits := (*sliceHeader)(at)
			w.HeapBytes += wordBytes * int64(digits.length)
			w.HostBytes += hostSize(wordBytes * int64(digits.capacity))
		case memberRegexp:
			if pattern := *(*unsafe.Pointer)(at); pattern != nil && w.seen.add(text(pattern, 0)) {
				w.HostBytes += w.compiled(pattern)
				w.object(pattern, m.to)
			}
		case memberTrace:
			w.trace(traceOf(at))
		case memberMap:
			w.entries(reflect.NewAt(m.of, at).Elem())
		case memberBytes:
			data := (*sliceHeader)(at)
			if data.length > 0 && w.seen.add(text(data.first, 0)) {
				w.BufferBytes += int64(data.length)
			}
		}
	}
}

// behind is the object that an interface holds; a text it goes through at
// once. The first word of an interface tells the type of what it holds, among
// interfaces of one type; if that is a pointer, it is the second.
func (w *walk) behind(m *member, at unsafe.Pointer) (unsafe.Pointer, *plan) {
	of := (*[2]unsafe.Pointer)(at)
	if of[0] == nil {
		return nil, nil
	}
	to, known := w.lastHeld, of[0] == w.lastType
	if !known {
		to, known = w.plans.held[of[0]]
	}
	if !known {
		v := reflect.NewAt(m.of, at).Elem().Elem()
		if v.Kind() == reflect.Pointer {
			to = w.plans.of(v.Type().Elem())
		} else if v.Kind() != reflect.String && v.Kind() != reflect.Slice {
			to = &plan{} // a number: it is where it is held
		}
		w.plans.held[of[0]] = to
	}
	w.lastType, w.lastHeld = of[0], to
	switch {
	case to == nil:
		w.held(reflect.NewAt(m.of, at).Elem().Elem())
		return nil, nil
	case of[1] == nil, to.bytes == 0 && len(to.members) == 0:
		return nil, nil
	}
	return of[1], to
}

// sliceHeader is how Go keeps a slice. (reflect.SliceHeader, with a pointer)
type sliceHeader struct {
	first            unsafe.Pointer
	length, capacity int
}

// elements goes through the first so many elements of a slice.
func (w *walk) elements(m *member, s *sliceHeader, length int) {
	w.HeapBytes += wordBytes * int64(length)
	w.HostBytes += int64(s.capacity) * m.element
	if len(m.to.members) == 0 {
		return
	}
	w.elementsSeen += int64(length)
	size := m.of.Elem().Size()
	for i := range min(length, s.length) {
		w.members(m.to, unsafe.Add(s.first, uintptr(i)*size))
	}
}

// entries goes through a map. In what order does not matter: it only adds.
func (w *walk) entries(v reflect.Value) {
	if v.Len() == 0 || !w.seen.add(text(v.UnsafePointer(), 0)) {
		return
	}
	w.HeapBytes += wordBytes * int64(v.Len())
	w.HostBytes += hostMap(v.Len(), int64(v.Type().Key().Size()+v.Type().Elem().Size()))
	w.elementsSeen += 4 * int64(v.Len())
	for at := v.MapRange(); at.Next(); {
		w.inMap(at.Key())
		w.inMap(at.Value())
	}
}

func (w *walk) inMap(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		w.pointer(v)
	case reflect.Interface:
		w.held(v.Elem())
	}
}

// held goes through what an interface holds: a value of JavaScript.
func (w *walk) held(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		w.pointer(v)
	case reflect.String: // of ASCII
		if w.newText(unsafe.Pointer(unsafe.StringData(v.String())), v.Len()) {
			w.ascii(unsafe.Pointer(unsafe.StringData(v.String())), int64(v.Len()))
		}
	case reflect.Slice: // a string of UTF-16 code units
		if v.Type().Elem().Kind() == reflect.Uint16 && w.newText(v.UnsafePointer(), v.Len()) {
			w.text(2 * int64(v.Len()))
		}
	}
}

// compiled is what a regular expression takes here besides its object.
func (w *walk) compiled(pattern unsafe.Pointer) int64 {
	c := w.patterns.within(pattern)
	if c == nil {
		return 0
	}
	return regexpHostBytes + int64(c.Size())
}

// trace counts the stack of an error for which nobody has asked: V8 keeps the calls
// of it too.
func (w *walk) trace(t *trace) {
	if t == nil || t.sites == nil {
		return
	}
	calls := int64(len(t.sites))
	w.HeapBytes += calls * callSiteBytes
	w.HostBytes += traceHostBytes + calls*siteHostBytes + hostSize(wordBytes*int64(cap(t.sites)))
}

// callSiteBytes is a call of a stack. (CallSiteInfo)
const callSiteBytes = 9 * wordBytes

var (
	traceHostBytes = hostSize(int64(unsafe.Sizeof(trace{}))) + 2*wordBytes
	siteHostBytes  = hostSize(int64(unsafe.Sizeof(Site{}))) + 6*wordBytes // with what tells where it is
)

// ascii counts a text of so many bytes at a place. What is the beginning of a longer
// one is a part of it, as it is in V8 (growing.go): only the longest counts as a whole.
func (w *walk) ascii(at unsafe.Pointer, bytes int64) {
	if bytes < leastGrowing {
		w.text(bytes)
		return
	}
	before, more := w.longest[at]
	if more {
		w.HeapBytes += joinedBytes
		w.TextBytes += joinedBytes
		w.HostBytes += hostTextBytes
		if bytes > before {
			w.HeapBytes += rounded(bytes) - rounded(before)
			w.TextBytes += rounded(bytes) - rounded(before)
			w.HostBytes += hostSize(bytes) - hostSize(before)
		}
	} else {
		w.text(bytes)
	}
	w.longest[at] = max(bytes, before)
}

// text counts a text of so many bytes.
func (w *walk) text(bytes int64) {
	w.HostBytes += hostSize(bytes) + hostTextBytes
	bytes = stringBytes + rounded(bytes)
	w.HeapBytes += bytes
	w.TextBytes += bytes
}

func rounded(bytes int64) int64 { return (bytes + wordBytes - 1) / wordBytes * wordBytes }
