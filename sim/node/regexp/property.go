package regexp

// propertyRequest is what \p{…} asks for (ECMA-262, 22.2.2.9, and the tables
// of 22.2.1). Names are matched exactly.
type propertyRequest struct {
	data    *database
	negated bool
	strings bool // properties of strings are known: the flag v
	fold    bool // case is ignored before the complement is taken: v and i
}

// pair is name=value.
func (q propertyRequest) pair(name, value string) (set ranges, known bool) {
	switch name {
	case "General_Category", "gc":
		set, known = q.data.category(value)
	case "Script", "sc":
		set, known = q.data.find("script", value)
	case "Script_Extensions", "scx":
		set, known = q.data.extended(value)
	}
	return q.finish(set), known
}

// lone is a general category, or a property that is had or not.
func (q propertyRequest) lone(name string) (set ranges, strings [][]rune, known bool) {
	if set, known = q.data.category(name); known {
		return q.finish(set), nil, true
	}
	switch name {
	case "Any":
		return q.complement(ranges{{0, maxPoint}}), nil, true
	case "ASCII":
		return q.complement(ranges{{0, 0x7f}}), nil, true
	case "Assigned":
		set, _ = q.data.category("Unassigned")
		q.negated = !q.negated
		return q.finish(set), nil, true
	}
	if set, known = q.data.find("property", name); known {
		return q.binary(set), nil, true
	}
	if !q.strings || q.negated {
		return nil, nil, false
	}
	set, strings, known = q.data.stringProperty(name)
	return q.finish(set), strings, known
}

// binary is a property that is had or not. V8 11.3 asks for the code points
// that do not have it and ignores case among those, so that with v and i
// \P{Lowercase} has every letter that is not the only one of its kind.
func (q propertyRequest) binary(set ranges) ranges {
	set = q.complement(set)
	q.negated = false
	return q.finish(set)
}

func (q propertyRequest) finish(set ranges) ranges {
	if q.fold {
		set = q.data.folding(true).close(set)
	}
	return q.complement(set)
}

func (q propertyRequest) complement(set ranges) ranges {
	if q.negated {
		return set.complement(maxPoint)
	}
	return set
}

// stringProperty is a property of strings: the code points and the longer
// strings that have it.
func (d *database) stringProperty(name string) (set ranges, strings [][]rune, known bool) {
	kinds := []string{name}
	switch name {
	case "Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Flag_Sequence",
		"RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence":
	case "RGI_Emoji":
		kinds = []string{
			"Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Flag_Sequence",
			"RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence",
		}
	default:
		return nil, nil, false
	}
	for _, kind := range kinds {
		single, _ := d.find("single", kind)
		set = set.union(single)
		for _, word := range d.words("strings", kind) {
			strings = append(strings, []rune(word))
		}
	}
	return set, sortStrings(strings), true
}
