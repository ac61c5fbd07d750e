package js

import (
	"strings"

	"github.com/grafana/sobek"
)

// PlainText is a value as V8 writes it in messages.
func (i *Isolate) PlainText(v sobek.Value) string { return i.plainText(v) }

// plainText is a value as V8 writes it in messages, without calling anything
// of the script's. (Object::NoSideEffectsToString)
func (i *Isolate) plainText(v sobek.Value) string {
	object, ok := v.(*sobek.Object)
	for ok && i.inside.kind(object) == "proxyObject" { // V8 looks through it
		if object = object.Export().(sobek.Proxy).Target(); object == nil {
			return "null" // it was revoked
		}
	}
	if !ok {
		if v == nil {
			return "undefined"
		}
		if symbol, ok := v.(*sobek.Symbol); ok {
			return "Symbol(" + symbol.String() + ")"
		}
		return v.String()
	}
	if _, callable := sobek.AssertFunction(object); callable {
		return i.sourceText(object)
	}
	toString := i.dataOf(object, "toString")
	switch {
	case object.ClassName() == "Error", toString != nil && toString == i.errorToString:
		return i.header(object)
	case toString != nil && toString == i.objectToString:
		if class, ok := i.dataOf(object, "constructor").(*sobek.Object); ok {
			if name, ok := i.ownData(class, "name").(sobek.String); ok && name.String() != "" {
				return "#<" + name.String() + ">"
			}
		}
	}
	tag := object.ClassName()
	if i.inside.kind(object) == "typedArrayObject" {
		tag = i.inside.viewName(object)
	} else if own, ok := i.dataOf(object, sobek.SymToStringTag).(sobek.String); ok {
		tag = own.String()
	}
	return "[object " + tag + "]"
}

// sourceText is the source of a function.
func (i *Isolate) sourceText(f *sobek.Object) string {
	if text, err := i.functionText(f); err == nil {
		return text.String()
	}
	return "function"
}

// dataOf is the value of a property of an object, or of its prototypes, that
// is no accessor.
func (i *Isolate) dataOf(object *sobek.Object, key any) sobek.Value {
	for at := object; at != nil; at = at.Prototype() {
		if i.inside.kind(at) == "proxyObject" {
			return nil
		}
		if d := i.descriptor(at, key); d != nil {
			return d.Get("value")
		}
	}
	return nil
}

// typeAndValue is a value as V8 writes it where it knows no expression for it:
// "number 5", "object null". (BuildDefaultCallSite)
func typeAndValue(v sobek.Value) string {
	switch {
	case v == nil || sobek.IsUndefined(v):
		return "undefined"
	case sobek.IsNull(v):
		return "object null"
	}
	switch v := v.(type) {
	case *sobek.Object:
		if _, callable := sobek.AssertFunction(v); callable {
			return "function"
		}
		return "object"
	case *sobek.Symbol:
		return "symbol"
	case sobek.String:
		return `string "` + v.String() + `"`
	}
	switch v.Export().(type) {
	case bool:
		return "boolean " + v.String()
	case int64, float64:
		return "number " + v.String()
	}
	return "bigint"
}

// builtinName is the path by which a function of the language is known:
// "Array.prototype.map".
func (i *Isolate) builtinName(f *sobek.Object) string {
	if i.builtins == nil {
		i.builtins = map[*sobek.Object]string{}
		i.nameBuiltins()
	}
	return i.builtins[f]
}

func (i *Isolate) nameBuiltins() {
	note := func(holder *sobek.Object, prefix string) {
		for _, key := range holder.GetOwnPropertyNames() {
			if key == "constructor" {
				continue
			}
			d := i.descriptor(holder, key)
			if d == nil {
				continue
			}
			for _, part := range [...]string{"value", "get"} {
				f, ok := d.Get(part).(*sobek.Object)
				if !ok {
					continue
				}
				if _, callable := sobek.AssertFunction(f); callable && i.builtins[f] == "" {
					i.builtins[f] = prefix + key
					if part == "get" {
						i.builtins[f] = "get " + prefix + key
					}
				}
			}
		}
	}
	global := i.Engine.GlobalObject()
	note(global, "")
	for _, name := range global.GetOwnPropertyNames() {
		class, ok := i.ownData(global, name).(*sobek.Object)
		if !ok || strings.Contains(" globalThis global console process ", " "+name+" ") {
			continue
		}
		note(class, name+".")
		if prototype, ok := i.ownData(class, "prototype").(*sobek.Object); ok {
			note(prototype, name+".prototype.")
			if parent := prototype.Prototype(); name == "Uint8Array" && parent != nil {
				note(parent, "%TypedArray%.prototype.")
			}
		}
	}
}
