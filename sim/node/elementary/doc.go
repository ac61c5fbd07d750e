// Package elementary has the functions of Math to the last bit as V8 has them.
//
// No two libraries round sin or pow alike in the last place, and JavaScript prints all
// digits: 1.05 ** 4 is 1.2155062500000002 in Node. V8 computes by the methods of fdlibm
// on all computers (src/base/ieee754.cc), so these are its methods, with its
// polynomials: each function reduces its argument to a small interval, evaluates a
// polynomial there, and puts together what came out so that little is rounded twice.
//
//	words.go         a number's high and low word; polynomials
//	exponential.go   exp, expm1
//	logarithm.go     log, log1p, log2, log10
//	power.go         pow
//	trigonometry.go  sin, cos, tan; reduction.go: what is left of an angle modulo π/2
//	inverse.go       asin, acos, atan, atan2
//	hyperbolic.go    sinh, cosh, tanh and their inverses
//	root.go          cbrt
//
// Every product that is added to something is converted to float64, which it is
// already: that keeps Go from fusing the two operations on the processors that can,
// which would round once instead of twice.
//
// The methods are those of fdlibm:
//
//	Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
//	Developed at SunSoft, a Sun Microsystems, Inc. business.
//	Permission to use, copy, modify, and distribute this software is freely granted,
//	provided that this notice is preserved.
package elementary
