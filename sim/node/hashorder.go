package node

import (
	"encoding/binary"
	"slices"
)

// hashOrder is the order in which the hash table of the C++ library that Node is
// built with lists its keys: those of one bucket stand together, the newest key
// first, and the bucket that was empty last comes first. (libstdc++,
// bits/hashtable.h, _M_insert_bucket_begin and _M_rehash_aux)
type hashOrder struct{ buckets uint64 }

// bucketCounts are the numbers of buckets that a table grows through: primes, each
// at least twice the one before. (libstdc++, hashtable-aux.cc)
var bucketCounts = []uint64{1, 13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933, 351061, 712697, 1447153}

// insert gives a new key its place among the others.
func (o *hashOrder) insert(keys []string, key string) []string {
	if uint64(len(keys)) >= o.buckets || o.buckets == 1 {
		keys = o.grow(keys)
	}
	return o.place(keys, key)
}

// grow takes the next number of buckets, and gives every key its place in them.
func (o *hashOrder) grow(keys []string) []string {
	next := slices.Index(bucketCounts, o.buckets) + 1
	if next == len(bucketCounts) {
		return keys
	}
	o.buckets = bucketCounts[next]
	var placed []string
	for _, key := range keys {
		placed = o.place(placed, key)
	}
	return placed
}

func (o *hashOrder) place(keys []string, key string) []string {
	bucket := hashBytes(key) % o.buckets
	at := slices.IndexFunc(keys, func(other string) bool { return hashBytes(other)%o.buckets == bucket })
	return slices.Insert(keys, max(at, 0), key)
}

// hashBytes is that library's hash of a string: MurmurHash of 64 bits.
// (libstdc++, hash_bytes.cc)
func hashBytes(key string) uint64 {
	const factor = 0xc6a4a7935bd1e995
	mix := func(v uint64) uint64 { return v ^ v>>47 }
	hash := uint64(0xc70f6907)
	hash ^= uint64(len(key)) * factor
	rest := []byte(key)
	for ; len(rest) >= 8; rest = rest[8:] {
		hash = (hash ^ mix(binary.LittleEndian.Uint64(rest)*factor)*factor) * factor
	}
	if len(rest) > 0 {
		var last [8]byte
		copy(last[:], rest)
		hash = (hash ^ binary.LittleEndian.Uint64(last[:])) * factor
	}
	return mix(mix(hash) * factor)
}
