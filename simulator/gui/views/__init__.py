"""The plots. Each draws figure data of `simulator.analysis`, only while visible, in ranges that move in steps."""
