"""A meta-iteration compiled as a whole: inner and outer gradients and the optimiser in one piece of machine code.

torch cannot compile code that differentiates twice (pytorch issue 91469), but it can compile what such code did: the
meta-iteration is run once and each tensor operation written down (`tracing`), this list is compiled in a process of its
own (`building`), kept in a folder (`cache`) and called (`library`). `compiler` puts these together.

What limits a small meta-iteration is not arithmetic but what each of its hundred and more operations costs on its way
to the arithmetic: some microseconds each, of which the compiled code saves most.
"""
