<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>simulator</name>
        <message>
            <source>Sine waves</source>
            <translation>正弦波</translation>
        </message>
        <message>
            <source>Each task is a sine wave with its own amplitude and phase, seen at a few points.</source>
            <translation>每个任务是一条正弦波，振幅和相位各不相同，只能看到其中几个点。</translation>
        </message>
        <message>
            <source>All tasks are waves, but how high each is and where it begins must be found out from a few of its points. A learner that has seen many waves can guess the whole of a new one, where one that has not can only join the points.</source>
            <translation>所有任务都是正弦波，但每条波有多高、从哪里开始，要凭几个点去判断。见过许多波的学习器能猜出一条新波的全貌，没见过的就只能把这些点连起来。</translation>
        </message>
        <message>
            <source>y = A sin(ω x − φ) + ε&lt;br&gt;A ~ U(0.1, 5), &amp;nbsp; φ ~ U(0, π)</source>
            <translation>y = A sin(ω x − φ) + ε&lt;br&gt;A ~ U(0.1, 5), &amp;nbsp; φ ~ U(0, π)</translation>
        </message>
        <message>
            <source>true wave known</source>
            <translation>已知真实波形</translation>
        </message>
        <message>
            <source>Shots</source>
            <translation>样本数</translation>
        </message>
        <message>
            <source>Points the learner adapts on: more make the task easier.</source>
            <translation>学习器据以适应的点数（shots）：越多，任务越容易。</translation>
        </message>
        <message>
            <source>Query points</source>
            <translation>查询点数</translation>
        </message>
        <message>
            <source>Points on which an adaptation is judged.</source>
            <translation>用来评判适应效果的点数。</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Where inputs are drawn, uniformly.</source>
            <translation>输入在此区间内均匀抽取。</translation>
        </message>
        <message>
            <source>Amplitude</source>
            <translation>振幅</translation>
        </message>
        <message>
            <source>Drawn uniformly for each task: a wider range makes tasks differ more.</source>
            <translation>每个任务均匀抽取：范围越宽，任务之间差别越大。</translation>
        </message>
        <message>
            <source>Phase</source>
            <translation>相位</translation>
        </message>
        <message>
            <source>Drawn uniformly for each task.</source>
            <translation>每个任务均匀抽取。</translation>
        </message>
        <message>
            <source>rad</source>
            <translation>弧度</translation>
        </message>
        <message>
            <source>Frequency</source>
            <translation>频率</translation>
        </message>
        <message>
            <source>Drawn uniformly for each task: a range makes tasks harder.</source>
            <translation>每个任务均匀抽取：给出一个范围会使任务更难。</translation>
        </message>
        <message>
            <source>Noise</source>
            <translation>噪声</translation>
        </message>
        <message>
            <source>Standard deviation of the error added to every target.</source>
            <translation>加在每个目标值上的误差的标准差。</translation>
        </message>
        <message>
            <source>Harmonic sums</source>
            <translation>谐波之和</translation>
        </message>
        <message>
            <source>Each task is a sum of a few sine waves of fixed frequencies, with its own amplitudes and phases.</source>
            <translation>每个任务是几条频率固定的正弦波之和，振幅和相位各不相同。</translation>
        </message>
        <message>
            <source>Every function is a sum of sine waves that fit once, twice, three times and so on into the same stretch, as in the tone of an instrument. How strong each wave is and where it begins differs from task to task, so more waves make a task harder to guess from a few points.</source>
            <translation>每个函数是若干正弦波之和，它们在同一区间内恰好重复一次、两次、三次……如同乐器的音。各条波的强弱和起始位置因任务而异，因此波越多，就越难凭几个点猜出整个函数。</translation>
        </message>
        <message>
            <source>y = Σ&lt;sub&gt;k=1&lt;/sub&gt;&lt;sup&gt;n&lt;/sup&gt; (a&lt;sub&gt;k&lt;/sub&gt; / k) sin(k f x − φ&lt;sub&gt;k&lt;/sub&gt;) + ε</source>
            <translation>y = Σ&lt;sub&gt;k=1&lt;/sub&gt;&lt;sup&gt;n&lt;/sup&gt; (a&lt;sub&gt;k&lt;/sub&gt; / k) sin(k f x − φ&lt;sub&gt;k&lt;/sub&gt;) + ε</translation>
        </message>
        <message>
            <source>true sum known</source>
            <translation>已知真实的和</translation>
        </message>
        <message>
            <source>Harmonics</source>
            <translation>谐波数</translation>
        </message>
        <message>
            <source>How many waves are summed: more make functions wilder and tasks harder.</source>
            <translation>相加的波数：越多，函数起伏越剧烈，任务越难。</translation>
        </message>
        <message>
            <source>Drawn uniformly for each wave of a task, then divided by the wave's number.</source>
            <translation>对任务中的每条波均匀抽取，再除以该波的序号。</translation>
        </message>
        <message>
            <source>Drawn uniformly for each wave of a task.</source>
            <translation>对任务中的每条波均匀抽取。</translation>
        </message>
        <message>
            <source>That of the first wave, drawn uniformly for each task: a range makes tasks harder.</source>
            <translation>第一条波的频率，每个任务均匀抽取：给出一个范围会使任务更难。</translation>
        </message>
        <message>
            <source>Polynomials</source>
            <translation>多项式</translation>
        </message>
        <message>
            <source>Each task is a polynomial with its own coefficients; the best possible answer is known exactly.</source>
            <translation>每个任务是一个系数各不相同的多项式；可能的最佳答案可以精确算出。</translation>
        </message>
        <message>
            <source>Every function is a sum of powers of x, each multiplied by a number that is drawn anew for each task. As both these numbers and the noise follow the bell curve, the best guess from a few points can be computed, and no strategy can beat it on average.</source>
            <translation>每个函数是 x 的各次幂之和，每一项乘以一个系数，系数对每个任务重新抽取。由于系数和噪声都服从正态分布，可以算出凭几个点所能作出的最佳猜测，平均而言没有任何策略能超过它。</translation>
        </message>
        <message>
            <source>y = Σ&lt;sub&gt;j=0&lt;/sub&gt;&lt;sup&gt;d&lt;/sup&gt; c&lt;sub&gt;j&lt;/sub&gt; x&lt;sup&gt;j&lt;/sup&gt; + ε,&amp;nbsp; c&lt;sub&gt;j&lt;/sub&gt; ~ N(0, s&lt;sup&gt;2&lt;/sup&gt;),&amp;nbsp; ε ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</source>
            <translation>y = Σ&lt;sub&gt;j=0&lt;/sub&gt;&lt;sup&gt;d&lt;/sup&gt; c&lt;sub&gt;j&lt;/sub&gt; x&lt;sup&gt;j&lt;/sup&gt; + ε,&amp;nbsp; c&lt;sub&gt;j&lt;/sub&gt; ~ N(0, s&lt;sup&gt;2&lt;/sup&gt;),&amp;nbsp; ε ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</translation>
        </message>
        <message>
            <source>exact posterior</source>
            <translation>精确后验</translation>
        </message>
        <message>
            <source>Where inputs are drawn, uniformly: values grow fast outside of -1 to 1.</source>
            <translation>输入在此区间内均匀抽取：超出 -1 到 1 后，函数值增长很快。</translation>
        </message>
        <message>
            <source>Degree</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>The highest power: a higher one bends more and needs more points.</source>
            <translation>最高次幂：次数越高，弯曲越多，需要的点也越多。</translation>
        </message>
        <message>
            <source>Spread</source>
            <translation>离散度</translation>
        </message>
        <message>
            <source>Standard deviation of the coefficients between tasks: how much each task must be learned.</source>
            <translation>任务之间系数的标准差：决定每个任务还需要学多少。</translation>
        </message>
        <message>
            <source>Linear functions</source>
            <translation>线性函数</translation>
        </message>
        <message>
            <source>Each task is a plane with its own slope and offset; the best possible answer is known exactly.</source>
            <translation>每个任务是一个平面，斜率和截距各不相同；可能的最佳答案可以精确算出。</translation>
        </message>
        <message>
            <source>The slopes of all tasks scatter around a common average, and each point is measured with some error. How to weigh the average against the points can be calculated exactly, so we know how close a strategy comes to the best.</source>
            <translation>各任务的斜率散布在一个共同的平均值周围，每个点的测量都带有误差。平均值和数据点应各占多大权重可以精确算出，因此知道一种策略离最佳结果还有多远。</translation>
        </message>
        <message>
            <source>y = w&lt;sup&gt;T&lt;/sup&gt; x + b + ε&lt;br&gt;w, b ~ N(μ, τ&lt;sup&gt;2&lt;/sup&gt;), &amp;nbsp; ε ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</source>
            <translation>y = w&lt;sup&gt;T&lt;/sup&gt; x + b + ε&lt;br&gt;w, b ~ N(μ, τ&lt;sup&gt;2&lt;/sup&gt;), &amp;nbsp; ε ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</translation>
        </message>
        <message>
            <source>Numbers in one input: more than the shots leave the task open.</source>
            <translation>每个输入包含几个数：多于样本数时，任务没有唯一解。</translation>
        </message>
        <message>
            <source>Mean weight</source>
            <translation>权重均值</translation>
        </message>
        <message>
            <source>What the weights of all tasks have in common, and a strategy can learn.</source>
            <translation>所有任务的权重共有的部分，策略可以学到它。</translation>
        </message>
        <message>
            <source>Standard deviation of the weights between tasks: how much each task must be learned.</source>
            <translation>任务之间权重的标准差：决定每个任务还需要学多少。</translation>
        </message>
        <message>
            <source>Waves or lines</source>
            <translation>正弦波或直线</translation>
        </message>
        <message>
            <source>Each task is either a sine wave or a straight line, and a few points must tell which.</source>
            <translation>每个任务或是正弦波，或是直线，须凭几个点判断是哪一种。</translation>
        </message>
        <message>
            <source>A coin decides for each task whether its function is a sine wave or a straight line, with its own shape in either case. One common start must serve both kinds, so the first few points must settle which kind it is before they can settle the rest.</source>
            <translation>每个任务的函数是正弦波还是直线，由抛硬币决定，无论哪一种，形状都各不相同。同一个起点要兼顾两种情况，因此最初几个点须先判明是哪一种，然后才能确定其余部分。</translation>
        </message>
        <message>
            <source>y = a sin(x − φ) + ε&amp;nbsp; or&amp;nbsp; y = m x + b + ε</source>
            <translation>y = a sin(x − φ) + ε&amp;nbsp; 或&amp;nbsp; y = m x + b + ε</translation>
        </message>
        <message>
            <source>true function known</source>
            <translation>已知真实函数</translation>
        </message>
        <message>
            <source>Share of lines</source>
            <translation>直线比例</translation>
        </message>
        <message>
            <source>How many of the tasks are lines: in the middle it is hardest to guess.</source>
            <translation>任务中直线所占的比例：取中间值时最难猜。</translation>
        </message>
        <message>
            <source>Of a wave, drawn uniformly for each task.</source>
            <translation>正弦波的参数，每个任务均匀抽取。</translation>
        </message>
        <message>
            <source>Slope</source>
            <translation>斜率</translation>
        </message>
        <message>
            <source>Of a line, drawn uniformly for each task.</source>
            <translation>直线的参数，每个任务均匀抽取。</translation>
        </message>
        <message>
            <source>Offset</source>
            <translation>截距</translation>
        </message>
        <message>
            <source>Gaussian process</source>
            <translation>高斯过程</translation>
        </message>
        <message>
            <source>Each task is a smooth random function; the best possible answer and its certainty are known exactly.</source>
            <translation>每个任务是一个光滑的随机函数；可能的最佳答案及其确定程度都可以精确算出。</translation>
        </message>
        <message>
            <source>Functions are drawn at random so that values at inputs close together are alike, which is all that a kernel says. Given a few points, probability theory tells the best guess everywhere and how far it may be off, and a strategy is judged by how near it comes to that.</source>
            <translation>函数随机抽取，使相近输入处的取值也相近，核所规定的就是这一点。给定几个点，概率论便能给出各处的最佳猜测及其可能的偏差；策略好不好，就看它离这一结果有多近。</translation>
        </message>
        <message>
            <source>f ~ GP(0, k),&amp;nbsp; y = f(x) + ε&lt;br&gt;RBF: k = s&lt;sup&gt;2&lt;/sup&gt; exp(−r&lt;sup&gt;2&lt;/sup&gt; / 2λ&lt;sup&gt;2&lt;/sup&gt;)&lt;br&gt;Matérn: k = s&lt;sup&gt;2&lt;/sup&gt; (1 + √5 r/λ + 5r&lt;sup&gt;2&lt;/sup&gt;/3λ&lt;sup&gt;2&lt;/sup&gt;) exp(−√5 r/λ)&lt;br&gt;periodic: k = s&lt;sup&gt;2&lt;/sup&gt; exp(−2 sin&lt;sup&gt;2&lt;/sup&gt;(π r/p) / λ&lt;sup&gt;2&lt;/sup&gt;)</source>
            <translation>f ~ GP(0, k),&amp;nbsp; y = f(x) + ε&lt;br&gt;RBF: k = s&lt;sup&gt;2&lt;/sup&gt; exp(−r&lt;sup&gt;2&lt;/sup&gt; / 2λ&lt;sup&gt;2&lt;/sup&gt;)&lt;br&gt;Matérn: k = s&lt;sup&gt;2&lt;/sup&gt; (1 + √5 r/λ + 5r&lt;sup&gt;2&lt;/sup&gt;/3λ&lt;sup&gt;2&lt;/sup&gt;) exp(−√5 r/λ)&lt;br&gt;周期： k = s&lt;sup&gt;2&lt;/sup&gt; exp(−2 sin&lt;sup&gt;2&lt;/sup&gt;(π r/p) / λ&lt;sup&gt;2&lt;/sup&gt;)</translation>
        </message>
        <message>
            <source>Kernel</source>
            <translation>核</translation>
        </message>
        <message>
            <source>How values at two inputs depend on each other; rbf: very smooth. matern: rougher. periodic: repeating.</source>
            <translation>两个输入处的取值如何相关。rbf：非常光滑。matern：较粗糙。周期（periodic）：重复出现。</translation>
        </message>
        <message>
            <source>rbf</source>
            <translation>rbf</translation>
        </message>
        <message>
            <source>matern</source>
            <translation>matern</translation>
        </message>
        <message>
            <source>periodic</source>
            <translation>周期</translation>
        </message>
        <message>
            <source>Length scale</source>
            <translation>长度尺度</translation>
        </message>
        <message>
            <source>How far apart inputs are whose values have little in common: a short one makes tasks harder.</source>
            <translation>两个输入相距多远时，函数值就几乎不再相关：越短，任务越难。</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>周期</translation>
        </message>
        <message>
            <source>After what distance a function repeats, drawn uniformly for each task.</source>
            <translation>函数每隔多远重复一次，每个任务均匀抽取。</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>标准差</translation>
        </message>
        <message>
            <source>Standard deviation of a function's values.</source>
            <translation>函数值的标准差。</translation>
        </message>
        <message>
            <source>Standard deviation of the error added to every target; at least a thousandth of the functions' deviation.</source>
            <translation>加在每个目标值上的误差的标准差；至少为函数值标准差的千分之一。</translation>
        </message>
        <message>
            <source>Own formula</source>
            <translation>自定公式</translation>
        </message>
        <message>
            <source>Each task is a formula that you write, with its own values for the numbers that you name.</source>
            <translation>每个任务是您写的一个公式，其中您命名的数各取不同的值。</translation>
        </message>
        <message>
            <source>You write the formula, and say how the numbers in it that have a name are drawn; every draw of them is one task. What all tasks share can be learned beforehand, what the named numbers change must be learned from a few points.</source>
            <translation>您写出公式，并说明其中有名称的数如何抽取；每抽取一次就是一个任务。所有任务共有的部分可以事先学到，随命名数变化的部分则须凭几个点去学。</translation>
        </message>
        <message>
            <source>y = f(x; a, b, …) + ε,&amp;nbsp; a, b, … drawn for each task,&amp;nbsp; ε ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</source>
            <translation>y = f(x; a, b, …) + ε,&amp;nbsp; a, b, … 每个任务抽取一次,&amp;nbsp; ε ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</translation>
        </message>
        <message>
            <source>true formula known</source>
            <translation>已知真实公式</translation>
        </message>
        <message>
            <source>Formula</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>The function of x, or of x1 and x2, that is to be learned; + - * / **, comparisons, sin, cos, tan, exp, log, sqrt, abs, sign, tanh, floor, min, max, step and where can be used.</source>
            <translation>要学习的函数，自变量为 x，或 x1 和 x2；可以使用 + - * / **、比较运算，以及 sin、cos、tan、exp、log、sqrt、abs、sign、tanh、floor、min、max、step 和 where。</translation>
        </message>
        <message>
            <source>Named numbers</source>
            <translation>命名数</translation>
        </message>
        <message>
            <source>How the formula's own numbers are drawn for each task: by uniform, normal, loguniform or choice.</source>
            <translation>公式中的命名数对每个任务如何抽取：用 uniform、normal、loguniform 或 choice。</translation>
        </message>
        <message>
            <source>Standard deviation of the error added to every value.</source>
            <translation>加在每个函数值上的误差的标准差。</translation>
        </message>
        <message>
            <source>Classify</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Whether the task is to tell on which side of a threshold the value lies.</source>
            <translation>任务是否改为判断函数值在阈值的哪一侧。</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>Values above it are class 1, all others class 0; near the middle of the values both are equally frequent.</source>
            <translation>高于阈值的为类别 1，其余为类别 0；阈值接近函数值的中间位置时，两类数量相当。</translation>
        </message>
        <message>
            <source>Shapes in a plane</source>
            <translation>平面图形</translation>
        </message>
        <message>
            <source>Each task is a plane with its own classes of points: moons, rings, blobs, spirals or sectors.</source>
            <translation>每个任务是一个平面，上面的点分属不同类别：月牙、圆环、团块、螺旋或扇形。</translation>
        </message>
        <message>
            <source>The points of a class lie along a moon, a ring, a spiral and so on, and every task turns, stretches and moves the whole and deals out the classes anew. What can be learned beforehand is which shapes there are, so that a few points suffice to tell where the borders run.</source>
            <translation>同一类的点排成月牙、圆环、螺旋等形状，每个任务都把整体旋转、伸缩、平移，并重新分配类别。可以事先学到的是有哪些形状，这样只凭几个点就能判断类别的边界在哪里。</translation>
        </message>
        <message>
            <source>x = t + s R(θ) (g&lt;sub&gt;k&lt;/sub&gt;(u) + ε),&amp;nbsp; ε ~ N(0, 4σ&lt;sup&gt;2&lt;/sup&gt;/N&lt;sup&gt;2&lt;/sup&gt;),&amp;nbsp; y = π(k)</source>
            <translation>x = t + s R(θ) (g&lt;sub&gt;k&lt;/sub&gt;(u) + ε),&amp;nbsp; ε ~ N(0, 4σ&lt;sup&gt;2&lt;/sup&gt;/N&lt;sup&gt;2&lt;/sup&gt;),&amp;nbsp; y = π(k)</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>What the classes look like; any: one of the others is drawn for each task. xor: sectors, of which opposite ones are of one class.</source>
            <translation>各类别的样子。任意（any）：每个任务从其余几种中抽取一种。异或（xor）：扇形，相对的两块属于同一类。</translation>
        </message>
        <message>
            <source>any</source>
            <translation>任意</translation>
        </message>
        <message>
            <source>moons</source>
            <translation>月牙</translation>
        </message>
        <message>
            <source>rings</source>
            <translation>圆环</translation>
        </message>
        <message>
            <source>blobs</source>
            <translation>团块</translation>
        </message>
        <message>
            <source>spirals</source>
            <translation>螺旋</translation>
        </message>
        <message>
            <source>xor</source>
            <translation>异或</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>类别数</translation>
        </message>
        <message>
            <source>Classes in a task: moons, rings, blobs, arms or pairs of sectors.</source>
            <translation>一个任务中的类别数：即月牙、圆环、团块、旋臂或成对扇形的个数。</translation>
        </message>
        <message>
            <source>Points of each class the learner adapts on: more make the task easier.</source>
            <translation>每个类别供学习器适应的点数：越多，任务越容易。</translation>
        </message>
        <message>
            <source>Points of each class on which an adaptation is judged.</source>
            <translation>每个类别用来评判适应效果的点数。</translation>
        </message>
        <message>
            <source>How far points scatter around their shape: the standard deviation at radius 1 with two classes, less with more classes.</source>
            <translation>点围绕其形状散开的程度：两个类别、半径为 1 时的标准差，类别更多时更小。</translation>
        </message>
        <message>
            <source>Rotation</source>
            <translation>旋转</translation>
        </message>
        <message>
            <source>Tasks are turned by up to this angle.</source>
            <translation>任务最多旋转这个角度。</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>尺度</translation>
        </message>
        <message>
            <source>The radius of a task's shapes, drawn uniformly.</source>
            <translation>任务中图形的半径，均匀抽取。</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>平移</translation>
        </message>
        <message>
            <source>Tasks are moved by up to this much along either axis.</source>
            <translation>任务沿各坐标轴最多平移这么多。</translation>
        </message>
        <message>
            <source>Handwritten digits</source>
            <translation>手写数字</translation>
        </message>
        <message>
            <source>Each task is a new hand to read from a few pictures: real digits, turned, slanted or mirrored.</source>
            <translation>每个任务是凭几张图片认出一种新笔迹：真实数字，经旋转、倾斜或镜像。</translation>
        </message>
        <message>
            <source>People wrote these digits, and a task shows a few of them as one writer might: turned, slanted or mirrored, the same way in all its pictures. From one or a few pictures of each digit the learner must read the others.</source>
            <translation>这些数字出自真人之手，每个任务展示其中几个，仿佛由同一人写成：所有图片以同样的方式旋转、倾斜或镜像。学习器须凭每个数字的一张或几张图片认出其余图片。</translation>
        </message>
        <message>
            <source>x&lt;sub&gt;task&lt;/sub&gt;(p) = x(A p), A = rotation · mirror and shear / scale; labels are the digits</source>
            <translation>x&lt;sub&gt;任务&lt;/sub&gt;(p) = x(A p), A = 旋转 · 镜像与剪切 / 缩放; 标签即数字</translation>
        </message>
        <message>
            <source>A task is</source>
            <translation>任务类型</translation>
        </message>
        <message>
            <source>hand: all ten digits seen through the task's own distortion. classes: some digits with shuffled labels, trained on 0 to 4 and tested on 5 to 9.</source>
            <translation>笔迹（hand）：全部十个数字，带有该任务特有的变形。类别（classes）：若干数字，标签打乱，用 0 至 4 训练，用 5 至 9 测试。</translation>
        </message>
        <message>
            <source>hand</source>
            <translation>笔迹</translation>
        </message>
        <message>
            <source>classes</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Pictures of each class the learner adapts on: more make the task easier.</source>
            <translation>每个类别供学习器适应的图片数（shots）：越多，任务越容易。</translation>
        </message>
        <message>
            <source>Query pictures</source>
            <translation>查询图片数</translation>
        </message>
        <message>
            <source>Pictures of each class on which an adaptation is judged.</source>
            <translation>每个类别用来评判适应效果的图片数。</translation>
        </message>
        <message>
            <source>Ways</source>
            <translation>类别数</translation>
        </message>
        <message>
            <source>Classes in a task of kind 'classes'; a 'hand' always has ten.</source>
            <translation>“类别”型任务中的类别数（ways）；“笔迹”型任务总是十类。</translation>
        </message>
        <message>
            <source>A hand's pictures are turned by up to this angle.</source>
            <translation>一种笔迹的图片最多旋转这个角度。</translation>
        </message>
        <message>
            <source>Shear</source>
            <translation>倾斜</translation>
        </message>
        <message>
            <source>A hand's pictures are slanted by up to this much.</source>
            <translation>一种笔迹的图片最多倾斜这么多。</translation>
        </message>
        <message>
            <source>Mirrored</source>
            <translation>镜像</translation>
        </message>
        <message>
            <source>Whether half of the hands are seen in a mirror.</source>
            <translation>是否有一半的笔迹左右翻转。</translation>
        </message>
        <message>
            <source>Made-up characters</source>
            <translation>虚构字符</translation>
        </message>
        <message>
            <source>Each task is to tell a few characters apart, drawn with random strokes: classes never run out.</source>
            <translation>每个任务是区分几个由随机笔画写成的字符：类别取之不尽。</translation>
        </message>
        <message>
            <source>A class is a character made of random pen strokes, and each of its pictures is written anew by an unsteady hand. No class is ever seen twice, so a strategy can only learn what all writing has in common, which may then serve on real handwriting.</source>
            <translation>一个类别是一个由随机笔画组成的字符，它的每张图片都由一只不太稳的手重新写出。没有哪个类别会出现两次，所以策略只能学到一切书写共有的东西，而这些也许能用到真实笔迹上。</translation>
        </message>
        <message>
            <source>ink(p) = min(1, Σ&lt;sub&gt;i&lt;/sub&gt; exp(−‖p − s&lt;sub&gt;i&lt;/sub&gt;‖² / 2w²)), s&lt;sub&gt;i&lt;/sub&gt; along jittered strokes</source>
            <translation>墨迹(p) = min(1, Σ&lt;sub&gt;i&lt;/sub&gt; exp(−‖p − s&lt;sub&gt;i&lt;/sub&gt;‖² / 2w²)), s&lt;sub&gt;i&lt;/sub&gt; 沿抖动的笔画</translation>
        </message>
        <message>
            <source>Characters in a task: more make it harder to tell them apart.</source>
            <translation>一个任务中的字符数：越多，越难区分。</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>边长</translation>
        </message>
        <message>
            <source>Pixels in a row: more show finer strokes, and take longer.</source>
            <translation>每行的像素数：越多，笔画越精细，耗时也越长。</translation>
        </message>
        <message>
            <source>Unsteadiness</source>
            <translation>抖动程度</translation>
        </message>
        <message>
            <source>How much the pictures of one character differ in their strokes and pose.</source>
            <translation>同一字符的各张图片在笔画和姿态上相差多少。</translation>
        </message>
        <message>
            <source>Pen</source>
            <translation>笔宽</translation>
        </message>
        <message>
            <source>Half the pen's width, as a share of half the picture's; drawn anew for each picture.</source>
            <translation>笔宽的一半占图片一半的比例；每张图片重新抽取。</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Each task is to tell a few kinds of pictures apart, of classes in a folder or zip of your own.</source>
            <translation>每个任务是区分几类图片，类别来自您自己的文件夹或 zip 文件。</translation>
        </message>
        <message>
            <source>A task takes a few classes, shows some pictures of each, and asks which class further pictures belong to. The classes asked for in the test were never seen in meta-training, so what helps is knowing how pictures of one class vary.</source>
            <translation>一个任务取几个类别，各展示若干图片，再问另外一些图片属于哪一类。测试中的类别在元训练时从未出现过，因此有用的是知道同一类的图片会怎样变化。</translation>
        </message>
        <message>
            <source>classes c&lt;sub&gt;1..N&lt;/sub&gt; of the split; labels 1..N shuffled; K pictures of each to learn from</source>
            <translation>类别 c&lt;sub&gt;1..N&lt;/sub&gt;（取自该划分）; 标签 1..N 随机排列; 每类学习 K 张图片</translation>
        </message>
        <message>
            <source>A folder or zip of class/picture.png or alphabet/character/picture.png; left empty, a small drawn sample.</source>
            <translation>文件夹或 zip 文件，内含 class/picture.png 或 alphabet/character/picture.png；留空则使用一小套绘制的样例。</translation>
        </message>
        <message>
            <source>Classes in a task: more make it harder to tell them apart.</source>
            <translation>一个任务中的类别数：越多，越难区分。</translation>
        </message>
        <message>
            <source>Pixels that pictures are scaled to: more show finer strokes, and take longer.</source>
            <translation>图片缩放后的边长（像素）：越多，笔画越精细，耗时也越长。</translation>
        </message>
        <message>
            <source>Split by</source>
            <translation>划分方式</translation>
        </message>
        <message>
            <source>What is kept for the test: single classes, or whole alphabets, whose style is then new as well.</source>
            <translation>留作测试的是什么：单个类别，或整套字母表（这时书写风格也是新的）。</translation>
        </message>
        <message>
            <source>class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>alphabet</source>
            <translation>字母表</translation>
        </message>
        <message>
            <source>Held out</source>
            <translation>留作测试</translation>
        </message>
        <message>
            <source>Names of the test's classes or alphabets, with commas between them; empty for a share of all.</source>
            <translation>测试用类别或字母表的名称，以逗号分隔；留空则按比例抽取。</translation>
        </message>
        <message>
            <source>Held-out share</source>
            <translation>测试比例</translation>
        </message>
        <message>
            <source>Part of the classes or alphabets kept for the test if none is named.</source>
            <translation>未指定名称时，类别或字母表中留作测试的比例。</translation>
        </message>
        <message>
            <source>Quarter turns</source>
            <translation>直角旋转</translation>
        </message>
        <message>
            <source>Whether pictures turned by 90, 180 and 270 degrees count as new classes: more classes to learn from.</source>
            <translation>旋转 90、180、270 度的图片是否算作新类别：这样可供学习的类别更多。</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Distortion</source>
            <translation>形变</translation>
        </message>
        <message>
            <source>How far training pictures are turned, slanted, stretched and moved at random; few classes need it.</source>
            <translation>训练图片随机旋转、倾斜、伸缩和平移的幅度；类别少时需要。</translation>
        </message>
        <message>
            <source>Simulated students: ability</source>
            <translation>模拟学生：能力</translation>
        </message>
        <message>
            <source>Each task is a student with one hidden ability, seen through a few right and wrong answers.</source>
            <translation>每个任务是一名学生，他的能力看不见，只能从几次作答的对错中推断。</translation>
        </message>
        <message>
            <source>A student has one ability, and each question its own difficulty, sharpness and chance of guessing right. From a few answers the learner must judge the ability and say how the other questions will go.</source>
            <translation>学生有一个能力值，每道题有自己的难度、区分度和猜对的概率。学习器须凭几次作答判断能力，并预测其余题目的作答结果。</translation>
        </message>
        <message>
            <source>P(right) = c + (1 − c) / (1 + e&lt;sup&gt;−a(θ − b)&lt;/sup&gt;), θ ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</source>
            <translation>P(答对) = c + (1 − c) / (1 + e&lt;sup&gt;−a(θ − b)&lt;/sup&gt;), θ ~ N(0, σ&lt;sup&gt;2&lt;/sup&gt;)</translation>
        </message>
        <message>
            <source>Answers seen</source>
            <translation>已见作答数</translation>
        </message>
        <message>
            <source>First answers that the learner adapts on: more tell more.</source>
            <translation>学习器据以适应的最初若干次作答：越多，信息越多。</translation>
        </message>
        <message>
            <source>Answers to predict</source>
            <translation>待预测作答数</translation>
        </message>
        <message>
            <source>Later answers on which an adaptation is judged.</source>
            <translation>之后的作答，用来评判适应效果。</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>题目数</translation>
        </message>
        <message>
            <source>Different questions in the bank: more mean less is known of each.</source>
            <translation>题库中不同题目的数量：越多，对每道题的了解越少。</translation>
        </message>
        <message>
            <source>Spread of ability</source>
            <translation>能力离散度</translation>
        </message>
        <message>
            <source>Standard deviation of ability between students: how much is to be learned of each.</source>
            <translation>学生之间能力的标准差：决定对每名学生还需要了解多少。</translation>
        </message>
        <message>
            <source>logit</source>
            <translation>logit</translation>
        </message>
        <message>
            <source>Guessing</source>
            <translation>猜测上限</translation>
        </message>
        <message>
            <source>The highest chance of guessing a question right; guessing hides the ability.</source>
            <translation>一道题能被猜对的最高概率；猜测会掩盖能力。</translation>
        </message>
        <message>
            <source>Bank</source>
            <translation>题库编号</translation>
        </message>
        <message>
            <source>Which bank of items is drawn; all students get the same one.</source>
            <translation>抽取哪一个题库；所有学生使用同一个。</translation>
        </message>
        <message>
            <source>Simulated students: learning</source>
            <translation>模拟学生：学习</translation>
        </message>
        <message>
            <source>Each task is a student who learns skills while answering, sometimes slips, and sometimes guesses.</source>
            <translation>每个任务是一名学生，边作答边学会技能，有时失误，有时猜测。</translation>
        </message>
        <message>
            <source>A skill is either known or not, and each answer is a chance to learn it. As known skills can slip and unknown ones can be guessed, the learner must judge from a few answers what is known by now.</source>
            <translation>一项技能要么已掌握，要么未掌握，每次作答都是一次学会它的机会。由于已掌握的也可能失误，未掌握的也可能猜对，学习器须凭几次作答判断目前掌握了什么（贝叶斯知识追踪）。</translation>
        </message>
        <message>
            <source>P(L&lt;sub&gt;t+1&lt;/sub&gt;) = P(L&lt;sub&gt;t&lt;/sub&gt; | answer) + (1 − P(L&lt;sub&gt;t&lt;/sub&gt; | answer)) T&lt;br&gt;P(right) = P(L)(1 − S) + (1 − P(L)) G</source>
            <translation>P(L&lt;sub&gt;t+1&lt;/sub&gt;) = P(L&lt;sub&gt;t&lt;/sub&gt; | 作答) + (1 − P(L&lt;sub&gt;t&lt;/sub&gt; | 作答)) T&lt;br&gt;P(答对) = P(L)(1 − S) + (1 − P(L)) G</translation>
        </message>
        <message>
            <source>exact forward filter</source>
            <translation>精确前向滤波</translation>
        </message>
        <message>
            <source>Skills</source>
            <translation>技能数</translation>
        </message>
        <message>
            <source>Skills that are practised in turns: more leave fewer answers each.</source>
            <translation>轮流练习的技能数：越多，每项技能的作答越少。</translation>
        </message>
        <message>
            <source>Known at first</source>
            <translation>初始掌握概率</translation>
        </message>
        <message>
            <source>Chance that an average student knows a skill at the start.</source>
            <translation>一般学生一开始就掌握某项技能的概率。</translation>
        </message>
        <message>
            <source>Learning</source>
            <translation>学会概率</translation>
        </message>
        <message>
            <source>Chance that an average student learns a skill with one answer.</source>
            <translation>一般学生通过一次作答学会某项技能的概率。</translation>
        </message>
        <message>
            <source>Slip</source>
            <translation>失误概率</translation>
        </message>
        <message>
            <source>Chance of a wrong answer to a known skill.</source>
            <translation>已掌握技能而答错的概率。</translation>
        </message>
        <message>
            <source>Guess</source>
            <translation>猜对概率</translation>
        </message>
        <message>
            <source>Chance of a right answer to an unknown skill.</source>
            <translation>未掌握技能而答对的概率。</translation>
        </message>
        <message>
            <source>Spread between students</source>
            <translation>学生间差异</translation>
        </message>
        <message>
            <source>How far students differ in what they know at first and how soon they learn.</source>
            <translation>学生在初始掌握程度和学习快慢上相差多少。</translation>
        </message>
        <message>
            <source>Simulated students: memory</source>
            <translation>模拟学生：记忆</translation>
        </message>
        <message>
            <source>Each task is a student who learns words and forgets them; some remember for much longer than others.</source>
            <translation>每个任务是一名学生，学习单词又会遗忘；有些学生比别人记得久得多。</translation>
        </message>
        <message>
            <source>A word that was just seen is remembered, and the chance falls with time, more slowly after every review. From a few reviews the learner must judge how long this student remembers, and say how a later quiz will go.</source>
            <translation>刚见过的单词记得住，之后记住的概率随时间下降，每复习一次就下降得慢一些。学习器须凭几次复习判断这名学生能记多久，并预测之后的测验结果。</translation>
        </message>
        <message>
            <source>half-life: p = 2&lt;sup&gt;−Δ/h&lt;/sup&gt;&lt;br&gt;FSRS-6: p = (1 + f Δ/S)&lt;sup&gt;−w&lt;sub&gt;20&lt;/sub&gt;&lt;/sup&gt;</source>
            <translation>半衰期： p = 2&lt;sup&gt;−Δ/h&lt;/sup&gt;&lt;br&gt;FSRS-6: p = (1 + f Δ/S)&lt;sup&gt;−w&lt;sub&gt;20&lt;/sub&gt;&lt;/sup&gt;</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>记忆</translation>
        </message>
        <message>
            <source>half-life: the chance halves with every half-life. fsrs: the scheduler FSRS-6, where forgetting once costs more.</source>
            <translation>half-life：每过一个半衰期，概率减半。fsrs：调度算法 FSRS-6，忘记一次的代价更大。</translation>
        </message>
        <message>
            <source>half-life</source>
            <translation>半衰期</translation>
        </message>
        <message>
            <source>fsrs</source>
            <translation>fsrs</translation>
        </message>
        <message>
            <source>Reviews seen</source>
            <translation>已见复习数</translation>
        </message>
        <message>
            <source>Reviews that the learner adapts on: more tell more.</source>
            <translation>学习器据以适应的复习次数：越多，信息越多。</translation>
        </message>
        <message>
            <source>Quiz questions</source>
            <translation>测验题数</translation>
        </message>
        <message>
            <source>Questions on which an adaptation is judged.</source>
            <translation>用来评判适应效果的题目数。</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>单词数</translation>
        </message>
        <message>
            <source>Different words: more leave fewer reviews of each.</source>
            <translation>不同单词的数量：越多，每个单词的复习越少。</translation>
        </message>
        <message>
            <source>Standard deviation between students of how long memory lasts.</source>
            <translation>学生之间记忆持续时间的标准差。</translation>
        </message>
        <message>
            <source>doublings</source>
            <translation>次翻倍</translation>
        </message>
        <message>
            <source>Longest delay</source>
            <translation>最长间隔</translation>
        </message>
        <message>
            <source>The longest wait before a review; short and long waits are equally common.</source>
            <translation>复习前的最长等待时间；短等待与长等待同样常见。</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>First half-life</source>
            <translation>初始半衰期</translation>
        </message>
        <message>
            <source>After how long an average student still knows an average word with chance one half, at first.</source>
            <translation>起初，普通学生过多久对普通单词的记得概率降到一半。</translation>
        </message>
        <message>
            <source>Growth</source>
            <translation>半衰期增长</translation>
        </message>
        <message>
            <source>Doublings of the half-life with each review.</source>
            <translation>每复习一次，半衰期翻倍的次数。</translation>
        </message>
        <message>
            <source>Spread between words</source>
            <translation>单词间差异</translation>
        </message>
        <message>
            <source>Standard deviation between words of how long they are remembered.</source>
            <translation>单词之间被记住时间的标准差。</translation>
        </message>
        <message>
            <source>Words drawn</source>
            <translation>词表编号</translation>
        </message>
        <message>
            <source>Which words are drawn; all students get the same ones.</source>
            <translation>抽取哪一批单词；所有学生使用同一批。</translation>
        </message>
        <message>
            <source>Answers of a class</source>
            <translation>班级作答</translation>
        </message>
        <message>
            <source>Each task is a student of your own class: right and wrong answers, read from a CSV file.</source>
            <translation>每个任务是您班上的一名学生：作答的对错从 CSV 文件读取。</translation>
        </message>
        <message>
            <source>Every student in the file is a task: the first few answers are shown, and a later block is to be predicted. What all students have in common is learned from some of them and tested on the others.</source>
            <translation>文件中的每名学生是一个任务：给出最初几次作答，预测之后的一段。所有学生的共同之处从一部分学生身上学到，再用其余学生测试。</translation>
        </message>
        <message>
            <source>P(answer&lt;sub&gt;j&lt;/sub&gt; right | answers&lt;sub&gt;1..k&lt;/sub&gt;), j in a later block</source>
            <translation>P(作答&lt;sub&gt;j&lt;/sub&gt; 答对 | 作答&lt;sub&gt;1..k&lt;/sub&gt;), j 属于后面的一段</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>A CSV file with student, item or skill, and right or wrong; empty for a small simulated class.</source>
            <translation>CSV 文件，含学生、题目或技能、对错；留空则使用一个小型模拟班级。</translation>
        </message>
        <message>
            <source>Prediction begins after</source>
            <translation>预测起点</translation>
        </message>
        <message>
            <source>The answers to predict come after this many, or after those seen if they are more.</source>
            <translation>从这么多次作答之后开始预测；若已见作答更多，则从其后开始。</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>次作答</translation>
        </message>
        <message>
            <source>Answers on which an adaptation is judged; students with too few are left out.</source>
            <translation>用来评判适应效果的作答数；作答太少的学生不计入。</translation>
        </message>
        <message>
            <source>Shuffled</source>
            <translation>打乱顺序</translation>
        </message>
        <message>
            <source>Put each student's answers into random order, where the file has none: always a new one in training.</source>
            <translation>文件没有顺序时，把每名学生的作答随机排序：训练中每次都重新打乱。</translation>
        </message>
        <message>
            <source>Train anywhere</source>
            <translation>任意位置训练</translation>
        </message>
        <message>
            <source>Train on stretches from anywhere in a student's answers, not only the first ones, unless they are shuffled.</source>
            <translation>训练时可取学生作答中任意位置的一段，而不仅是开头；打乱顺序时不起作用。</translation>
        </message>
        <message>
            <source>Student column</source>
            <translation>学生列</translation>
        </message>
        <message>
            <source>Its name; empty: guessed.</source>
            <translation>该列的名称；留空：自动推断。</translation>
        </message>
        <message>
            <source>Item column</source>
            <translation>题目列</translation>
        </message>
        <message>
            <source>The name of the column of items or skills; empty: guessed.</source>
            <translation>题目或技能所在列的名称；留空：自动推断。</translation>
        </message>
        <message>
            <source>Right or wrong column</source>
            <translation>对错列</translation>
        </message>
        <message>
            <source>The name of a column of 1 and 0; empty: guessed.</source>
            <translation>以 1 和 0 记录对错的列的名称；留空：自动推断。</translation>
        </message>
        <message>
            <source>Time column</source>
            <translation>时间列</translation>
        </message>
        <message>
            <source>Answers are sorted by it; empty: guessed, or as in the file.</source>
            <translation>作答按此列排序；留空：自动推断，或按文件中的顺序。</translation>
        </message>
        <message>
            <source>Leave out repetitions</source>
            <translation>略去重复行</translation>
        </message>
        <message>
            <source>Rows that repeat the problem of the row before, for another of its skills, give the answer away.</source>
            <translation>有些行重复上一行的题目，只是换了其中另一项技能，会泄露答案。</translation>
        </message>
        <message>
            <source>File to test on</source>
            <translation>测试文件</translation>
        </message>
        <message>
            <source>Answers of other students for the final test; empty: a share of this file's students.</source>
            <translation>用于最终测试的其他学生的作答；留空：取本文件中一部分学生。</translation>
        </message>
        <message>
            <source>Share to test on</source>
            <translation>测试比例</translation>
        </message>
        <message>
            <source>Students kept for the final test, evenly spaced.</source>
            <translation>留作最终测试的学生，等间隔选取。</translation>
        </message>
        <message>
            <source>Share to validate on</source>
            <translation>验证比例</translation>
        </message>
        <message>
            <source>Share of the other students that a run is validated on.</source>
            <translation>其余学生中用于验证的比例。</translation>
        </message>
        <message>
            <source>A table of your own</source>
            <translation>自有表格</translation>
        </message>
        <message>
            <source>Each task is a group of rows in your CSV file, such as a school, a patient or a shop.</source>
            <translation>每个任务是您的 CSV 文件中的一组行，例如一所学校、一名患者或一家商店。</translation>
        </message>
        <message>
            <source>The rows of one group are a task: a few are shown with their target, and the targets of others are to be predicted. What all groups have in common is learned from some groups and tested on the others.</source>
            <translation>一组行是一个任务：其中几行给出目标值，其余各行的目标值要预测。各组的共同之处从一部分组学到，再用其余组测试。</translation>
        </message>
        <message>
            <source>y = f&lt;sub&gt;group&lt;/sub&gt;(x&lt;sub&gt;1&lt;/sub&gt;, …, x&lt;sub&gt;n&lt;/sub&gt;)</source>
            <translation>y = f&lt;sub&gt;组&lt;/sub&gt;(x&lt;sub&gt;1&lt;/sub&gt;, …, x&lt;sub&gt;n&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>A CSV file with a column that names the group of each row; empty for a small simulated table.</source>
            <translation>CSV 文件，其中一列标明每行所属的组；留空则使用一张小型模拟表格。</translation>
        </message>
        <message>
            <source>Rows of a group the learner adapts on: more make the task easier.</source>
            <translation>一组中供学习器适应的行数：越多，任务越容易。</translation>
        </message>
        <message>
            <source>Query rows</source>
            <translation>查询行数</translation>
        </message>
        <message>
            <source>Rows on which an adaptation is judged; groups with too few are left out.</source>
            <translation>用来评判适应效果的行数；行数太少的组不计入。</translation>
        </message>
        <message>
            <source>Group column</source>
            <translation>分组列</translation>
        </message>
        <message>
            <source>Target column</source>
            <translation>目标列</translation>
        </message>
        <message>
            <source>The name of what is predicted; empty: guessed.</source>
            <translation>要预测的列的名称；留空：自动推断。</translation>
        </message>
        <message>
            <source>The target is</source>
            <translation>目标类型</translation>
        </message>
        <message>
            <source>number: predicted with squared error. class: one of a few. guessed: a number if there are more than ten.</source>
            <translation>数值（number）：以平方误差预测。类别（class）：几种之一。自动推断（guessed）：多于十种不同的数即视为数值。</translation>
        </message>
        <message>
            <source>guessed</source>
            <translation>自动推断</translation>
        </message>
        <message>
            <source>number</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Groups kept for the final test, evenly spaced.</source>
            <translation>留作最终测试的组，等间隔选取。</translation>
        </message>
        <message>
            <source>Share of the other groups that a run is validated on.</source>
            <translation>其余分组中用于验证的比例。</translation>
        </message>
        <message>
            <source>Quadratic bowls</source>
            <translation>二次碗面</translation>
        </message>
        <message>
            <source>Each task is a bowl of its own shape whose lowest point is to be found quickly.</source>
            <translation>每个任务是一个形状各异的碗面，要尽快找到它的最低点。</translation>
        </message>
        <message>
            <source>Each task is a function shaped like a bowl: steep one way, flat another, with its lowest point somewhere else every time. Nothing is predicted for new inputs here; what counts is how far down a number of steps leads.</source>
            <translation>每个任务是一个碗形函数：有的方向陡，有的方向平，最低点每次都在不同的位置。这里不对新的输入作预测；要看的是若干步之后能降到多低。</translation>
        </message>
        <message>
            <source>f(θ) = |W θ − y|&lt;sup&gt;2&lt;/sup&gt; / rows, &amp;nbsp; W&lt;sub&gt;ij&lt;/sub&gt;, y&lt;sub&gt;i&lt;/sub&gt; ~ N(0, 1)</source>
            <translation>f(θ) = |W θ − y|&lt;sup&gt;2&lt;/sup&gt; / 行数, &amp;nbsp; W&lt;sub&gt;ij&lt;/sub&gt;, y&lt;sub&gt;i&lt;/sub&gt; ~ N(0, 1)</translation>
        </message>
        <message>
            <source>lowest point</source>
            <translation>最低点</translation>
        </message>
        <message>
            <source>Dimensions</source>
            <translation>维数</translation>
        </message>
        <message>
            <source>Numbers to be adjusted: two can be drawn as a landscape.</source>
            <translation>需要调整的数的个数：取二时可以画成地形图。</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>Squares that add up to the bowl: with as many as dimensions some directions are almost flat, more make it rounder.</source>
            <translation>相加构成碗面的平方项个数：与维数相等时，有些方向几乎是平的；越多，碗面越圆。</translation>
        </message>
        <message>
            <source>Multi-layer perceptron</source>
            <translation>多层感知机</translation>
        </message>
        <message>
            <source>Layers of simple units; wide enough, it can bend into any curve.</source>
            <translation>由简单单元组成的若干层；足够宽时可以逼近任意曲线。</translation>
        </message>
        <message>
            <source>Each unit adds up what the layer before it gives, each part times a weight, and bends the sum. Many bends put together make any curve, and learning means finding the weights.</source>
            <translation>每个单元把前一层的输出分别乘以权重后相加，再对这个和作非线性变换。许多这样的弯折合起来可以构成任意曲线，学习就是寻找这些权重。</translation>
        </message>
        <message>
            <source>h&lt;sub&gt;0&lt;/sub&gt; = x, &amp;nbsp; h&lt;sub&gt;l&lt;/sub&gt; = bend(W&lt;sub&gt;l&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt; h&lt;sub&gt;l−1&lt;/sub&gt; + b&lt;sub&gt;l&lt;/sub&gt;)&lt;br&gt;f(x) = W&lt;sub&gt;n&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt; h&lt;sub&gt;n−1&lt;/sub&gt; + b&lt;sub&gt;n&lt;/sub&gt;</source>
            <translation>h&lt;sub&gt;0&lt;/sub&gt; = x, &amp;nbsp; h&lt;sub&gt;l&lt;/sub&gt; = 激活(W&lt;sub&gt;l&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt; h&lt;sub&gt;l−1&lt;/sub&gt; + b&lt;sub&gt;l&lt;/sub&gt;)&lt;br&gt;f(x) = W&lt;sub&gt;n&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt; h&lt;sub&gt;n−1&lt;/sub&gt; + b&lt;sub&gt;n&lt;/sub&gt;</translation>
        </message>
        <message>
            <source>Hidden widths</source>
            <translation>隐藏层宽度</translation>
        </message>
        <message>
            <source>Units in each hidden layer: more can represent more, and take longer.</source>
            <translation>每个隐藏层的单元数：越多，表达能力越强，耗时也越长。</translation>
        </message>
        <message>
            <source>Activation</source>
            <translation>激活函数</translation>
        </message>
        <message>
            <source>The bend between layers: relu makes corners, the others are smooth.</source>
            <translation>层与层之间的非线性：relu 产生折角，其余都是光滑的。</translation>
        </message>
        <message>
            <source>relu</source>
            <translation>relu</translation>
        </message>
        <message>
            <source>tanh</source>
            <translation>tanh</translation>
        </message>
        <message>
            <source>silu</source>
            <translation>silu</translation>
        </message>
        <message>
            <source>gelu</source>
            <translation>gelu</translation>
        </message>
        <message>
            <source>Random start</source>
            <translation>随机初始化</translation>
        </message>
        <message>
            <source>How large the weights begin: lecun keeps signals at their size, uniform (PyTorch's) shrinks them a little.</source>
            <translation>权重起初有多大：lecun 保持信号的大小，uniform（PyTorch 的做法）会使信号略微缩小。</translation>
        </message>
        <message>
            <source>uniform</source>
            <translation>uniform</translation>
        </message>
        <message>
            <source>lecun</source>
            <translation>lecun</translation>
        </message>
        <message>
            <source>Fourier frequencies</source>
            <translation>傅里叶频率数</translation>
        </message>
        <message>
            <source>How many waves of each input the first layer sees beside it: more follow quicker changes, 0 is none.</source>
            <translation>第一层除每个输入外还能看到它的多少个正弦波：越多，越能跟上快速的变化；0 表示没有。</translation>
        </message>
        <message>
            <source>Linear</source>
            <translation>线性模型</translation>
        </message>
        <message>
            <source>One weight for each input and an offset: quick, and its mathematics is known exactly.</source>
            <translation>每个输入一个权重，再加一个截距：速度快，数学性质完全已知。</translation>
        </message>
        <message>
            <source>The prediction is the sum of the inputs, each times a weight, and an offset. It can only draw straight lines and planes, but what learning does to it can be calculated exactly.</source>
            <translation>预测值是各输入乘以权重之和，再加一个截距。它只能画出直线和平面，但学习对它的作用可以精确计算。</translation>
        </message>
        <message>
            <source>f(x) = W&lt;sup&gt;T&lt;/sup&gt; x + b</source>
            <translation>f(x) = W&lt;sup&gt;T&lt;/sup&gt; x + b</translation>
        </message>
        <message>
            <source>Whether the prediction may differ from zero where all inputs are zero.</source>
            <translation>所有输入为零时，预测值是否可以不为零。</translation>
        </message>
        <message>
            <source>How weights begin: uniform makes small predictions (PyTorch's), normal draws each from N(0, 1).</source>
            <translation>权重如何初始化：uniform 使起初的预测值较小（PyTorch 的做法），normal 从 N(0, 1) 抽取每个权重。</translation>
        </message>
        <message>
            <source>normal</source>
            <translation>normal</translation>
        </message>
        <message>
            <source>Convolutional network</source>
            <translation>卷积网络</translation>
        </message>
        <message>
            <source>Small filters slide over a picture, block after block; made for pictures and slow on anything else.</source>
            <translation>小卷积核逐块在图片上滑动；专为图片设计，用于其他输入则很慢。</translation>
        </message>
        <message>
            <source>Each block looks for small patterns everywhere in the picture, evens out their strength, and halves the resolution, so later blocks see larger parts. With transductive normalisation the pictures to be answered help each other, which raises accuracies: compare such figures with transductive ones only.</source>
            <translation>每个卷积块在图片各处寻找小图案，使其强度归一，并把分辨率减半，因此后面的块能看到更大的范围。采用直推式归一化时，待识别的图片互相帮助，正确率会偏高：这样的结果只能与同为直推式的结果比较。</translation>
        </message>
        <message>
            <source>h ← pool(relu((W ∗ h − μ) / √(σ² + ε) + b)), block by block; prediction = h W + b</source>
            <translation>h ← pool(relu((W ∗ h − μ) / √(σ² + ε) + b)), 逐块进行; 预测 = h W + b</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>卷积核数</translation>
        </message>
        <message>
            <source>Patterns that each block looks for: more can tell more apart, and take longer.</source>
            <translation>每个卷积块寻找的图案数：越多，区分能力越强，耗时也越长。</translation>
        </message>
        <message>
            <source>Blocks</source>
            <translation>卷积块数</translation>
        </message>
        <message>
            <source>Convolutions in a row; each halves the picture's side until one point is left.</source>
            <translation>依次相连的卷积块数；每块把图片边长减半，直到只剩一个点。</translation>
        </message>
        <message>
            <source>Normalisation</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>What evens out a query's patterns. picture: its own strength. support: statistics of the support set. transductive: statistics of all queries of the task together, which raises accuracies. none: nothing.</source>
            <translation>用什么对查询样本的特征作归一化。单图（picture）：它自身的强度。支持集（support）：支持集的统计量。直推式（transductive）：任务中全部查询样本的统计量，正确率会偏高。无（none）：不作归一化。</translation>
        </message>
        <message>
            <source>picture</source>
            <translation>单图</translation>
        </message>
        <message>
            <source>support</source>
            <translation>支持集</translation>
        </message>
        <message>
            <source>transductive</source>
            <translation>直推式</translation>
        </message>
        <message>
            <source>Response model</source>
            <translation>作答反应模型</translation>
        </message>
        <message>
            <source>Every question has a difficulty and every student a few abilities; only the abilities adapt.</source>
            <translation>每道题有一个难度，每名学生有几项能力；只有能力参与适应。</translation>
        </message>
        <message>
            <source>The chance of a right answer rises with the student's ability and falls with the question's difficulty. What belongs to the questions is shared by all students, so a few answers are enough to place a new one.</source>
            <translation>答对的概率随学生能力上升，随题目难度下降。属于题目的参数由所有学生共享，因此只凭几次作答就能确定一名新学生的位置。</translation>
        </message>
        <message>
            <source>log-odds(right) = a&lt;sub&gt;i&lt;/sub&gt; · θ − b&lt;sub&gt;i&lt;/sub&gt;; only θ adapts</source>
            <translation>对数几率(答对) = a&lt;sub&gt;i&lt;/sub&gt; · θ − b&lt;sub&gt;i&lt;/sub&gt;; 只有 θ 适应</translation>
        </message>
        <message>
            <source>Abilities</source>
            <translation>能力维数</translation>
        </message>
        <message>
            <source>Abilities of a student: 1 is item response theory; more can tell skills apart, and need more answers.</source>
            <translation>一名学生的能力个数：1 即项目反应理论；更多则能区分不同技能，但需要更多作答。</translation>
        </message>
        <message>
            <source>Recurrent network</source>
            <translation>循环网络</translation>
        </message>
        <message>
            <source>Reads the examples one after the other and answers from what it remembers of them.</source>
            <translation>逐个读入样本，凭记住的内容作答。</translation>
        </message>
        <message>
            <source>The network keeps a memory of a few numbers and changes it a little with every example it reads. As it learns what is worth remembering, reading a new student's answers is already a way to adapt.</source>
            <translation>网络用一组数作为记忆，每读一个样本就略作改动。由于它学会了什么值得记住，读一名新学生的作答本身就是一种适应。</translation>
        </message>
        <message>
            <source>h&lt;sub&gt;t&lt;/sub&gt; = (1 − z) n + z h&lt;sub&gt;t−1&lt;/sub&gt;&lt;br&gt;r, z = σ(W(x, y) + U h&lt;sub&gt;t−1&lt;/sub&gt;), n = tanh(W(x, y) + r U h&lt;sub&gt;t−1&lt;/sub&gt;)&lt;br&gt;prediction = V GRU(x, h) + c</source>
            <translation>h&lt;sub&gt;t&lt;/sub&gt; = (1 − z) n + z h&lt;sub&gt;t−1&lt;/sub&gt;&lt;br&gt;r, z = σ(W(x, y) + U h&lt;sub&gt;t−1&lt;/sub&gt;), n = tanh(W(x, y) + r U h&lt;sub&gt;t−1&lt;/sub&gt;)&lt;br&gt;预测 = V GRU(x, h) + c</translation>
        </message>
        <message>
            <source>Units in each recurrent layer: more can remember more, and take longer.</source>
            <translation>每个循环层的单元数：越多，能记住的越多，耗时也越长。</translation>
        </message>
        <message>
            <source>MAML</source>
            <translation>MAML</translation>
        </message>
        <message>
            <source>Learns a starting point from which a few gradient steps solve a new task.</source>
            <translation>学习一个起点，从它出发只需几步梯度下降就能解决新任务。</translation>
        </message>
        <message>
            <source>It looks for a starting point that is not good at any task yet, but becomes good at each after a few steps. To find it, the start is moved so that the loss after those steps falls, which takes into account how the start bends them.</source>
            <translation>它寻找这样一个起点：对任何任务都还不好，但走几步之后对每个任务都变好。为此，移动起点，使走完这几步之后的损失下降，其中也考虑了起点对这几步本身的影响。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;i&lt;/sub&gt; = θ − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)&lt;br&gt;θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>θ&lt;sub&gt;i&lt;/sub&gt; = θ − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)&lt;br&gt;θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Inner learning rate</source>
            <translation>内循环学习率</translation>
        </message>
        <message>
            <source>How far one inner step goes. Larger: adapts faster, may overshoot.</source>
            <translation>内循环一步走多远。越大：适应越快，但可能走过头。</translation>
        </message>
        <message>
            <source>Inner steps</source>
            <translation>内循环步数</translation>
        </message>
        <message>
            <source>Gradient steps on the support set while meta-training. More: slower, and the start may specialise less.</source>
            <translation>元训练时在支持集上的梯度步数。越多：越慢，起点的针对性也可能越弱。</translation>
        </message>
        <message>
            <source>Outer learning rate</source>
            <translation>外循环学习率</translation>
        </message>
        <message>
            <source>How far the shared start moves in one meta-iteration. Larger: learns sooner, may become unstable.</source>
            <translation>一次元迭代中共享起点移动多远。越大：学得越快，但可能不稳定。</translation>
        </message>
        <message>
            <source>First-order MAML</source>
            <translation>一阶 MAML</translation>
        </message>
        <message>
            <source>MAML's shortcut: cheaper, because it ignores how the start bends the inner steps.</source>
            <translation>MAML 的简化版：忽略起点对内循环各步的影响，因而计算量更小。</translation>
        </message>
        <message>
            <source>It adapts to each task as MAML does, and then moves the start in the direction that would improve the adapted learners. Leaving out how the start changes the steps themselves saves time, and often costs little.</source>
            <translation>它像 MAML 那样适应每个任务，然后把起点朝着能改进适应后学习器的方向移动。不考虑起点对各步本身的影响，省时间，损失往往也不大。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;i&lt;/sub&gt; = θ − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)&lt;br&gt;θ ← θ − β Σ&lt;sub&gt;i&lt;/sub&gt; ∇L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>θ&lt;sub&gt;i&lt;/sub&gt; = θ − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)&lt;br&gt;θ ← θ − β Σ&lt;sub&gt;i&lt;/sub&gt; ∇L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Reptile</source>
            <translation>Reptile</translation>
        </message>
        <message>
            <source>Adapts to each task, then moves the start a little towards where adaptation ended.</source>
            <translation>先适应每个任务，再把起点朝适应的终点移动一小步。</translation>
        </message>
        <message>
            <source>It trains on one task after the other for a few steps each, and every time pulls the start a little towards the end. The start comes to lie close to the good solutions of all tasks, although nothing was differentiated through the steps.</source>
            <translation>它逐个任务训练，每个走几步，每次把起点朝终点拉近一点。起点最终会靠近所有任务的好解，尽管从未对这些步求导。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;i&lt;/sub&gt; = θ after k steps on task i&lt;br&gt;θ ← θ + β mean&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt; − θ), &amp;nbsp; β falls to 0</source>
            <translation>θ&lt;sub&gt;i&lt;/sub&gt; = θ 在任务 i 上走 k 步之后&lt;br&gt;θ ← θ + β 平均&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt; − θ), &amp;nbsp; β 降为 0</translation>
        </message>
        <message>
            <source>Inner optimiser</source>
            <translation>内循环优化器</translation>
        </message>
        <message>
            <source>How an inner step uses the gradient: sgd follows it, the others also remember earlier ones.</source>
            <translation>内循环一步如何使用梯度：sgd 直接沿梯度走，其余几种还记住先前的梯度。</translation>
        </message>
        <message>
            <source>sgd</source>
            <translation>sgd</translation>
        </message>
        <message>
            <source>momentum</source>
            <translation>momentum</translation>
        </message>
        <message>
            <source>rmsprop</source>
            <translation>rmsprop</translation>
        </message>
        <message>
            <source>adam</source>
            <translation>adam</translation>
        </message>
        <message>
            <source>ANIL</source>
            <translation>ANIL</translation>
        </message>
        <message>
            <source>Like MAML, but only the last layer adapts; everything before it is shared by all tasks.</source>
            <translation>与 MAML 相似，但只有最后一层参与适应；之前各层由所有任务共享。</translation>
        </message>
        <message>
            <source>Most of what MAML learns turns out to be a good description of the inputs, which no task needs to change. So here all tasks share that description, and only the last layer, which turns it into answers, adapts.</source>
            <translation>MAML 学到的东西大部分其实是对输入的良好描述，任何任务都无须改动它。因此这里由所有任务共享这种描述，只有把描述变成答案的最后一层参与适应。</translation>
        </message>
        <message>
            <source>θ = (body, head)&lt;br&gt;head&lt;sub&gt;i&lt;/sub&gt; = head − α ∇&lt;sub&gt;head&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(body, head)&lt;br&gt;θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(body, head&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>θ = (主体, 头部)&lt;br&gt;头部&lt;sub&gt;i&lt;/sub&gt; = 头部 − α ∇&lt;sub&gt;头部&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(主体, 头部)&lt;br&gt;θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(主体, 头部&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Meta-SGD</source>
            <translation>Meta-SGD</translation>
        </message>
        <message>
            <source>MAML that also learns, for every single parameter, how far and in which direction a step should go.</source>
            <translation>一种 MAML，还为每个参数学习一步应走多远、朝哪个方向走。</translation>
        </message>
        <message>
            <source>As in MAML, a common starting point is learned from which one step solves a new task. Each number in the learner also gets its own learned step length, so a step moves what differs between tasks and spares the rest.</source>
            <translation>与 MAML 一样，学习一个共同的起点，从它出发一步就能解决新任务。学习器中的每个参数还有各自学到的步长，因此一步只移动任务之间不同的部分，其余保持不动。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;i&lt;/sub&gt; = θ − α ∘ ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)&lt;br&gt;(θ, α) ← (θ, α) − β ∇&lt;sub&gt;θ,α&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>θ&lt;sub&gt;i&lt;/sub&gt; = θ − α ∘ ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)&lt;br&gt;(θ, α) ← (θ, α) − β ∇&lt;sub&gt;θ,α&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Initial inner rate</source>
            <translation>初始内学习率</translation>
        </message>
        <message>
            <source>The inner learning rate before training; where rates are learned, they begin here.</source>
            <translation>训练之前的内循环学习率；学习得到的学习率从这里开始。</translation>
        </message>
        <message>
            <source>MAML++</source>
            <translation>MAML++</translation>
        </message>
        <message>
            <source>MAML with four remedies for its unsteady training, each of which can be switched off.</source>
            <translation>针对 MAML 训练不稳定的四项改进，每一项都可以关闭。</translation>
        </message>
        <message>
            <source>It is MAML, but every layer learns its own step length for every step, and early in training the result of each step counts rather than that of the last one alone. Training begins with cheap approximate gradients and ends with exact ones, in ever smaller outer steps.</source>
            <translation>它就是 MAML，但每一层为每一步学习各自的步长，并且在训练早期，每一步的结果都计入，而不只看最后一步。训练从低成本的近似梯度开始，以精确梯度结束，外循环的步长逐渐减小。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;i,k+1&lt;/sub&gt; = θ&lt;sub&gt;i,k&lt;/sub&gt; − α&lt;sub&gt;layer,k&lt;/sub&gt; ∇L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i,k&lt;/sub&gt;)&lt;br&gt;(θ, α) ← (θ, α) − β&lt;sub&gt;t&lt;/sub&gt; ∇&lt;sub&gt;θ,α&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; Σ&lt;sub&gt;k&lt;/sub&gt; v&lt;sub&gt;k&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i,k&lt;/sub&gt;)</source>
            <translation>θ&lt;sub&gt;i,k+1&lt;/sub&gt; = θ&lt;sub&gt;i,k&lt;/sub&gt; − α&lt;sub&gt;层,k&lt;/sub&gt; ∇L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i,k&lt;/sub&gt;)&lt;br&gt;(θ, α) ← (θ, α) − β&lt;sub&gt;t&lt;/sub&gt; ∇&lt;sub&gt;θ,α&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; Σ&lt;sub&gt;k&lt;/sub&gt; v&lt;sub&gt;k&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i,k&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Learned rates</source>
            <translation>逐层学习率</translation>
        </message>
        <message>
            <source>Each layer learns a rate of its own for each inner step.</source>
            <translation>每一层为内循环的每一步学习各自的学习率。</translation>
        </message>
        <message>
            <source>Loss after every step</source>
            <translation>逐步计损失</translation>
        </message>
        <message>
            <source>At first the loss after each inner step counts, not the last one's alone.</source>
            <translation>起初，内循环每一步之后的损失都计入，而不只是最后一步的。</translation>
        </message>
        <message>
            <source>Part with all steps</source>
            <translation>计入所有步的阶段</translation>
        </message>
        <message>
            <source>The part of the run over which the weights of all but the last step fall to zero.</source>
            <translation>除最后一步外，各步的权重在运行的多大一部分内降为零。</translation>
        </message>
        <message>
            <source>First order at first</source>
            <translation>先用一阶</translation>
        </message>
        <message>
            <source>The first iterations leave out second derivatives: quicker, and steadier.</source>
            <translation>最初的迭代略去二阶导数：更快，也更稳定。</translation>
        </message>
        <message>
            <source>Share of first order</source>
            <translation>一阶阶段占比</translation>
        </message>
        <message>
            <source>The part of the run without second derivatives: more is quicker, and less exact.</source>
            <translation>运行中不用二阶导数的部分：越多越快，但越不精确。</translation>
        </message>
        <message>
            <source>Cosine outer rate</source>
            <translation>余弦外学习率</translation>
        </message>
        <message>
            <source>The outer rate falls to zero along a cosine over the planned iterations, so that training settles.</source>
            <translation>外循环学习率在计划的迭代次数内按余弦曲线降为零，使训练趋于稳定。</translation>
        </message>
        <message>
            <source>CAVIA</source>
            <translation>CAVIA</translation>
        </message>
        <message>
            <source>Only a few context numbers adapt to a task; the network that reads them is shared by all.</source>
            <translation>只有几个上下文参数适应任务；读取它们的网络由所有任务共享。</translation>
        </message>
        <message>
            <source>The network reads, beside each input, a handful of numbers that say which task this is. A new task is learned by moving these numbers alone, so there is little to overfit and what was adapted can be looked at.</source>
            <translation>网络除每个输入外，还读入几个说明当前是哪个任务的数。学习新任务只需改动这几个数，因此不易过拟合，适应的结果也可以直接查看。</translation>
        </message>
        <message>
            <source>φ&lt;sub&gt;i&lt;/sub&gt; = 0 − α ∇&lt;sub&gt;φ&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ, θ) at φ = 0&lt;br&gt;θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;i&lt;/sub&gt;, θ)</source>
            <translation>φ&lt;sub&gt;i&lt;/sub&gt; = 0 − α ∇&lt;sub&gt;φ&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ, θ) ，在 φ = 0 处&lt;br&gt;θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;i&lt;/sub&gt;, θ)</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>上下文维数</translation>
        </message>
        <message>
            <source>How many numbers describe a task: more can tell more tasks apart, and overfit sooner.</source>
            <translation>用几个数描述一个任务：越多，能区分的任务越多，也越容易过拟合。</translation>
        </message>
        <message>
            <source>iMAML</source>
            <translation>iMAML</translation>
        </message>
        <message>
            <source>MAML whose outer gradient depends on where adaptation ends, not on the way there.</source>
            <translation>一种 MAML，外循环梯度只取决于适应的终点，与途中的路径无关（隐式梯度）。</translation>
        </message>
        <message>
            <source>Adapting is tied to the start by a spring, so where it ends depends on the start in a way that can be worked out from the end point alone. So adaptation may take as many steps as it likes without remembering them.</source>
            <translation>适应过程仿佛用弹簧系在起点上，因此终点如何随起点变化，只凭终点就能算出来。于是适应可以走任意多步，而不必记住这些步。</translation>
        </message>
        <message>
            <source>φ&lt;sub&gt;i&lt;/sub&gt; = argmin&lt;sub&gt;φ&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ) + &lt;sup&gt;λ&lt;/sup&gt;/&lt;sub&gt;2&lt;/sub&gt; |φ − θ|&lt;sup&gt;2&lt;/sup&gt;&lt;br&gt;θ ← θ − β Σ&lt;sub&gt;i&lt;/sub&gt; (I + ∇&lt;sup&gt;2&lt;/sup&gt;L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;i&lt;/sub&gt;) / λ)&lt;sup&gt;−1&lt;/sup&gt; ∇L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>φ&lt;sub&gt;i&lt;/sub&gt; = argmin&lt;sub&gt;φ&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ) + &lt;sup&gt;λ&lt;/sup&gt;/&lt;sub&gt;2&lt;/sub&gt; |φ − θ|&lt;sup&gt;2&lt;/sup&gt;&lt;br&gt;θ ← θ − β Σ&lt;sub&gt;i&lt;/sub&gt; (I + ∇&lt;sup&gt;2&lt;/sup&gt;L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;i&lt;/sub&gt;) / λ)&lt;sup&gt;−1&lt;/sup&gt; ∇L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Pull to the start</source>
            <translation>起点拉力</translation>
        </message>
        <message>
            <source>How strongly adaptation is held near the start: more is steadier, and adapts less.</source>
            <translation>把适应拉回起点附近的力度：越大越稳定，适应得也越少。</translation>
        </message>
        <message>
            <source>Conjugate-gradient steps</source>
            <translation>共轭梯度步数</translation>
        </message>
        <message>
            <source>How exactly the equation of the outer gradient is solved: more is slower.</source>
            <translation>外循环梯度的方程求解得多精确：步数越多越慢。</translation>
        </message>
        <message>
            <source>ES-MAML</source>
            <translation>ES-MAML</translation>
        </message>
        <message>
            <source>MAML by trial: it compares adaptations from slightly moved starts, and differentiates through none.</source>
            <translation>靠试探的 MAML：比较从略微移动的起点出发的适应效果，不对任何一次适应求导（进化策略）。</translation>
        </message>
        <message>
            <source>The start is moved a little in many random directions, and then goes to where adapted learners did better. The outer loop needs no derivatives for this, and with inner steps by trials nothing does, but it takes many more trials.</source>
            <translation>把起点朝许多随机方向略微移动，再移向适应后学习器表现较好的一边。为此外循环不需要导数；若内循环的步也靠试探，就完全不需要导数，但需要多得多的试探。</translation>
        </message>
        <message>
            <source>θ ← θ − β Σ&lt;sub&gt;i&lt;/sub&gt; E&lt;sub&gt;ε&lt;/sub&gt; [F&lt;sub&gt;i&lt;/sub&gt;(θ + σε) − F&lt;sub&gt;i&lt;/sub&gt;(θ − σε)] ε / 2σ&lt;br&gt;F&lt;sub&gt;i&lt;/sub&gt;(θ) = L&lt;sub&gt;i&lt;/sub&gt;(θ − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)), &amp;nbsp; ε ~ N(0, I)</source>
            <translation>θ ← θ − β Σ&lt;sub&gt;i&lt;/sub&gt; E&lt;sub&gt;ε&lt;/sub&gt; [F&lt;sub&gt;i&lt;/sub&gt;(θ + σε) − F&lt;sub&gt;i&lt;/sub&gt;(θ − σε)] ε / 2σ&lt;br&gt;F&lt;sub&gt;i&lt;/sub&gt;(θ) = L&lt;sub&gt;i&lt;/sub&gt;(θ − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ)), &amp;nbsp; ε ~ N(0, I)</translation>
        </message>
        <message>
            <source>Pairs per task</source>
            <translation>每任务扰动对数</translation>
        </message>
        <message>
            <source>Opposite pairs of perturbations tried for each task: more is slower and steadier.</source>
            <translation>每个任务试探多少对方向相反的扰动：越多越慢，也越稳定。</translation>
        </message>
        <message>
            <source>Perturbation</source>
            <translation>扰动幅度</translation>
        </message>
        <message>
            <source>How far trial starts lie from the start: more smooths the loss, less is more exact.</source>
            <translation>试探的起点离原起点多远：越大，损失越平滑；越小，越精确。</translation>
        </message>
        <message>
            <source>Inner steps from</source>
            <translation>内循环步依据</translation>
        </message>
        <message>
            <source>Whether an inner step follows the gradient, or an estimate of it from trials too.</source>
            <translation>内循环的步是沿梯度走，还是也沿由试探估计的梯度走。</translation>
        </message>
        <message>
            <source>gradient</source>
            <translation>梯度</translation>
        </message>
        <message>
            <source>evolution</source>
            <translation>进化策略</translation>
        </message>
        <message>
            <source>Pairs per inner step</source>
            <translation>每步扰动对数</translation>
        </message>
        <message>
            <source>Opposite pairs of perturbations tried in an inner step: more is slower and steadier.</source>
            <translation>内循环一步试探多少对方向相反的扰动：越多越慢，也越稳定。</translation>
        </message>
        <message>
            <source>Prototypical networks</source>
            <translation>原型网络</translation>
        </message>
        <message>
            <source>Learns features in which a class is its average example, and picks the class whose average is nearest.</source>
            <translation>学习这样的特征：一个类别由其样本的平均代表，新样本归入平均最近的类别。</translation>
        </message>
        <message>
            <source>The learner turns every example into a point, and the points of each class are averaged into a prototype. A new example gets the class of the nearest prototype, and meta-training moves the points so that this is right as often as possible.</source>
            <translation>学习器把每个样本变成一个点，每个类别的点取平均得到原型。新样本归入最近的原型所属的类别，元训练移动这些点，使归类尽可能正确。</translation>
        </message>
        <message>
            <source>c&lt;sub&gt;k&lt;/sub&gt; = mean of f&lt;sub&gt;θ&lt;/sub&gt;(x) over class k; p(k | x) = softmax&lt;sub&gt;k&lt;/sub&gt;(−‖f&lt;sub&gt;θ&lt;/sub&gt;(x) − c&lt;sub&gt;k&lt;/sub&gt;‖²)</source>
            <translation>c&lt;sub&gt;k&lt;/sub&gt; = f&lt;sub&gt;θ&lt;/sub&gt;(x) 对类别 k 的平均; p(k | x) = softmax&lt;sub&gt;k&lt;/sub&gt;(−‖f&lt;sub&gt;θ&lt;/sub&gt;(x) − c&lt;sub&gt;k&lt;/sub&gt;‖²)</translation>
        </message>
        <message>
            <source>Tasks joined</source>
            <translation>合并任务数</translation>
        </message>
        <message>
            <source>In training, the classes of so many tasks of a meta-batch are told apart at once: harder than any one task, and better for what is learned. It must divide the meta-batch; leave it at 1 where tasks share their classes.</source>
            <translation>训练时把元批次中这么多任务的类别放在一起区分：比单个任务更难，学到的东西更好。它必须整除元批次；任务共用类别时请保持为 1。</translation>
        </message>
        <message>
            <source>Matching networks</source>
            <translation>匹配网络</translation>
        </message>
        <message>
            <source>Learns features in which each example votes for its class, the more similar the louder.</source>
            <translation>学习这样的特征：每个样本为自己的类别投票，越相似，票越重。</translation>
        </message>
        <message>
            <source>The learner turns every example into a direction, and a new example listens most to those examples that point the same way. Their classes are its answer, and meta-training turns the directions so that this is right as often as possible.</source>
            <translation>学习器把每个样本变成一个方向，新样本主要听从方向相同的那些样本。它们的类别就是答案，元训练转动这些方向，使答案尽可能正确。</translation>
        </message>
        <message>
            <source>p(k | x) = Σ&lt;sub&gt;i: y&lt;sub&gt;i&lt;/sub&gt; = k&lt;/sub&gt; a(x, x&lt;sub&gt;i&lt;/sub&gt;), a = softmax&lt;sub&gt;i&lt;/sub&gt;(s cos(f&lt;sub&gt;θ&lt;/sub&gt;(x), f&lt;sub&gt;θ&lt;/sub&gt;(x&lt;sub&gt;i&lt;/sub&gt;)))</source>
            <translation>p(k | x) = Σ&lt;sub&gt;i: y&lt;sub&gt;i&lt;/sub&gt; = k&lt;/sub&gt; a(x, x&lt;sub&gt;i&lt;/sub&gt;), a = softmax&lt;sub&gt;i&lt;/sub&gt;(s cos(f&lt;sub&gt;θ&lt;/sub&gt;(x), f&lt;sub&gt;θ&lt;/sub&gt;(x&lt;sub&gt;i&lt;/sub&gt;)))</translation>
        </message>
        <message>
            <source>Sharpness</source>
            <translation>锐度</translation>
        </message>
        <message>
            <source>Factor before the cosine: larger, and an example listens to its most similar one alone.</source>
            <translation>余弦相似度前的系数：越大，样本越只听从与它最相似的那一个。</translation>
        </message>
        <message>
            <source>Ridge head (R2-D2)</source>
            <translation>岭回归头（R2-D2）</translation>
        </message>
        <message>
            <source>Solves for the last layer in one exact step, and learns the features that make this step work well.</source>
            <translation>一步精确求出最后一层，并学习使这一步效果好的特征。</translation>
        </message>
        <message>
            <source>All layers but the last are shared by all tasks, and the last one is computed for each task by a formula that fits its examples best while staying close to a shared starting layer. Because the formula can be differentiated, training improves the shared layers and how strongly the last one is held back.</source>
            <translation>除最后一层外，各层由所有任务共享；最后一层对每个任务按公式算出，既最好地拟合该任务的样本，又不远离共享的初始层。由于公式可以求导，训练既改进共享的各层，也改进对最后一层的约束强度。</translation>
        </message>
        <message>
            <source>W&lt;sub&gt;i&lt;/sub&gt; = W&lt;sub&gt;0&lt;/sub&gt; + (Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;Φ&lt;sub&gt;i&lt;/sub&gt; + λI)&lt;sup&gt;-1&lt;/sup&gt;Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;(Y&lt;sub&gt;i&lt;/sub&gt; − Φ&lt;sub&gt;i&lt;/sub&gt;W&lt;sub&gt;0&lt;/sub&gt;)&lt;br&gt;(θ, W&lt;sub&gt;0&lt;/sub&gt;, λ) ← (θ, W&lt;sub&gt;0&lt;/sub&gt;, λ) − β ∇ Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;θ&lt;/sub&gt;(x)W&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>W&lt;sub&gt;i&lt;/sub&gt; = W&lt;sub&gt;0&lt;/sub&gt; + (Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;Φ&lt;sub&gt;i&lt;/sub&gt; + λI)&lt;sup&gt;-1&lt;/sup&gt;Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;(Y&lt;sub&gt;i&lt;/sub&gt; − Φ&lt;sub&gt;i&lt;/sub&gt;W&lt;sub&gt;0&lt;/sub&gt;)&lt;br&gt;(θ, W&lt;sub&gt;0&lt;/sub&gt;, λ) ← (θ, W&lt;sub&gt;0&lt;/sub&gt;, λ) − β ∇ Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(φ&lt;sub&gt;θ&lt;/sub&gt;(x)W&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>First penalty</source>
            <translation>初始惩罚系数</translation>
        </message>
        <message>
            <source>How strongly each head is held to the shared one before training, which learns this number too.</source>
            <translation>训练前把各任务的输出头拉向共享输出头的力度；训练也会学习这个数。</translation>
        </message>
        <message>
            <source>ALPaCA</source>
            <translation>ALPaCA</translation>
        </message>
        <message>
            <source>Learns what functions to expect, then answers by Bayes' rule and says how sure it is.</source>
            <translation>先学会预期怎样的函数，再按贝叶斯法则作答，并说明有多大把握。</translation>
        </message>
        <message>
            <source>All layers but the last are shared, and training learns which last layers are likely before any example is seen. A task's examples then narrow these down by Bayes' rule, which gives the best guess and a band in which the truth should lie.</source>
            <translation>除最后一层外，各层共享；训练学到的是在看到任何样本之前，怎样的最后一层较有可能（先验）。随后任务的样本按贝叶斯法则缩小可能的范围，给出最佳猜测，以及真值应当落入的区间。</translation>
        </message>
        <message>
            <source>Λ&lt;sub&gt;i&lt;/sub&gt; = Λ&lt;sub&gt;0&lt;/sub&gt; + Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;Φ&lt;sub&gt;i&lt;/sub&gt;, K&lt;sub&gt;i&lt;/sub&gt; = Λ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;-1&lt;/sup&gt;(Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;Y&lt;sub&gt;i&lt;/sub&gt; + Λ&lt;sub&gt;0&lt;/sub&gt;K&lt;sub&gt;0&lt;/sub&gt;)&lt;br&gt;y | x ~ N(φ(x)K&lt;sub&gt;i&lt;/sub&gt;, σ²(1 + φ(x)Λ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;-1&lt;/sup&gt;φ(x)&lt;sup&gt;T&lt;/sup&gt;))&lt;br&gt;(φ, K&lt;sub&gt;0&lt;/sub&gt;, Λ&lt;sub&gt;0&lt;/sub&gt;, σ) ← … + β ∇ Σ&lt;sub&gt;i&lt;/sub&gt; log p(y | x, support&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>Λ&lt;sub&gt;i&lt;/sub&gt; = Λ&lt;sub&gt;0&lt;/sub&gt; + Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;Φ&lt;sub&gt;i&lt;/sub&gt;, K&lt;sub&gt;i&lt;/sub&gt; = Λ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;-1&lt;/sup&gt;(Φ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;T&lt;/sup&gt;Y&lt;sub&gt;i&lt;/sub&gt; + Λ&lt;sub&gt;0&lt;/sub&gt;K&lt;sub&gt;0&lt;/sub&gt;)&lt;br&gt;y | x ~ N(φ(x)K&lt;sub&gt;i&lt;/sub&gt;, σ²(1 + φ(x)Λ&lt;sub&gt;i&lt;/sub&gt;&lt;sup&gt;-1&lt;/sup&gt;φ(x)&lt;sup&gt;T&lt;/sup&gt;))&lt;br&gt;(φ, K&lt;sub&gt;0&lt;/sub&gt;, Λ&lt;sub&gt;0&lt;/sub&gt;, σ) ← … + β ∇ Σ&lt;sub&gt;i&lt;/sub&gt; log p(y | x, support&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>First noise</source>
            <translation>初始噪声</translation>
        </message>
        <message>
            <source>Standard deviation of the targets' own error before training, which learns this number too.</source>
            <translation>训练前设定的目标值自身误差的标准差；训练也会学习这个数。</translation>
        </message>
        <message>
            <source>Neural process</source>
            <translation>神经过程</translation>
        </message>
        <message>
            <source>A network reads the examples at once and tells the learner what kind of task this is.</source>
            <translation>由一个网络一次读入全部样本，告诉学习器这是怎样的任务。</translation>
        </message>
        <message>
            <source>An encoder turns every example of a task into a short list of numbers, and the average of these lists tells the learner which task it is in. Nothing is fitted when a new task comes, because reading its examples is all the learning there is.</source>
            <translation>编码器把任务的每个样本变成一小组数，这些数的平均告诉学习器它在哪个任务中。遇到新任务时不作任何拟合，因为读入样本就是全部的学习。</translation>
        </message>
        <message>
            <source>r&lt;sub&gt;i&lt;/sub&gt; = mean&lt;sub&gt;j&lt;/sub&gt; h(x&lt;sub&gt;j&lt;/sub&gt;, y&lt;sub&gt;j&lt;/sub&gt;) over the support set&lt;br&gt;(μ, σ)(x) = g(x, r&lt;sub&gt;i&lt;/sub&gt;)&lt;br&gt;(h, g) ← (h, g) + β ∇ Σ&lt;sub&gt;i&lt;/sub&gt; log p(y | μ(x), σ(x))</source>
            <translation>r&lt;sub&gt;i&lt;/sub&gt; = 平均&lt;sub&gt;j&lt;/sub&gt; h(x&lt;sub&gt;j&lt;/sub&gt;, y&lt;sub&gt;j&lt;/sub&gt;) （对支持集求平均）&lt;br&gt;(μ, σ)(x) = g(x, r&lt;sub&gt;i&lt;/sub&gt;)&lt;br&gt;(h, g) ← (h, g) + β ∇ Σ&lt;sub&gt;i&lt;/sub&gt; log p(y | μ(x), σ(x))</translation>
        </message>
        <message>
            <source>Attention</source>
            <translation>注意力</translation>
        </message>
        <message>
            <source>On: a query point listens most to the examples near it, which fits more closely and is slower.</source>
            <translation>开启：查询点主要听取附近样本的意见，拟合更贴近，也更慢。</translation>
        </message>
        <message>
            <source>Representation</source>
            <translation>表示维数</translation>
        </message>
        <message>
            <source>Numbers that stand for a support set: more can tell more tasks apart.</source>
            <translation>用几个数表示一个支持集：越多，能区分的任务越多。</translation>
        </message>
        <message>
            <source>Encoder width</source>
            <translation>编码器宽度</translation>
        </message>
        <message>
            <source>Units in each of the encoder's two hidden layers.</source>
            <translation>编码器两个隐藏层各自的单元数。</translation>
        </message>
        <message>
            <source>In-context transformer</source>
            <translation>上下文学习 Transformer</translation>
        </message>
        <message>
            <source>A transformer reads the examples like a text and continues it: learning without changing a weight.</source>
            <translation>Transformer 像读文章一样读入样本并接着写下去：不改变任何权重的学习。</translation>
        </message>
        <message>
            <source>The examples of a task are read one after another, as a language model reads words, and each prediction looks back at those before it. Training on many tasks teaches the network how to learn from examples, and a new task then changes none of its weights; the base learner only draws the line from scratch.</source>
            <translation>任务的样本被逐个读入，就像语言模型读词一样，每个预测都回看之前的样本。在许多任务上训练，使网络学会如何从样本中学习，此后新任务不改变它的任何权重；基学习器只用来画出“从零学习”那条线。</translation>
        </message>
        <message>
            <source>(μ, σ)&lt;sub&gt;j&lt;/sub&gt; = T&lt;sub&gt;θ&lt;/sub&gt;(x&lt;sub&gt;1&lt;/sub&gt;, y&lt;sub&gt;1&lt;/sub&gt;, …, x&lt;sub&gt;j−1&lt;/sub&gt;, y&lt;sub&gt;j−1&lt;/sub&gt;, x&lt;sub&gt;j&lt;/sub&gt;)&lt;br&gt;θ ← θ + β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; Σ&lt;sub&gt;j&lt;/sub&gt; log p(y&lt;sub&gt;j&lt;/sub&gt; | μ&lt;sub&gt;j&lt;/sub&gt;, σ&lt;sub&gt;j&lt;/sub&gt;)</source>
            <translation>(μ, σ)&lt;sub&gt;j&lt;/sub&gt; = T&lt;sub&gt;θ&lt;/sub&gt;(x&lt;sub&gt;1&lt;/sub&gt;, y&lt;sub&gt;1&lt;/sub&gt;, …, x&lt;sub&gt;j−1&lt;/sub&gt;, y&lt;sub&gt;j−1&lt;/sub&gt;, x&lt;sub&gt;j&lt;/sub&gt;)&lt;br&gt;θ ← θ + β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; Σ&lt;sub&gt;j&lt;/sub&gt; log p(y&lt;sub&gt;j&lt;/sub&gt; | μ&lt;sub&gt;j&lt;/sub&gt;, σ&lt;sub&gt;j&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>Times that every example looks back at the others: more can learn subtler rules.</source>
            <translation>每个样本回看其他样本的次数：越多，能学到的规律越精细。</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>Numbers that each example becomes: more can hold more.</source>
            <translation>每个样本变成几个数：越多，能容纳的信息越多。</translation>
        </message>
        <message>
            <source>Heads</source>
            <translation>注意力头数</translation>
        </message>
        <message>
            <source>Ways of looking back side by side in each layer.</source>
            <translation>每层中并行的几种回看方式。</translation>
        </message>
        <message>
            <source>Learned optimiser</source>
            <translation>学习型优化器</translation>
        </message>
        <message>
            <source>Learns the update rule itself: a small recurrent network turns gradients into steps.</source>
            <translation>学习更新规则本身：由一个小型循环网络把梯度变成步。</translation>
        </message>
        <message>
            <source>Instead of a fixed rule such as gradient descent, a small network with a memory decides how far each number of the learner moves. It is trained so that learning from a random start goes down as quickly as possible.</source>
            <translation>不用梯度下降之类的固定规则，而由一个带记忆的小网络决定学习器的每个参数移动多少。它的训练目标，是让从随机起点开始的学习尽快下降。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;t+1&lt;/sub&gt; = θ&lt;sub&gt;t&lt;/sub&gt; + g&lt;sub&gt;t&lt;/sub&gt;, &amp;nbsp; (g&lt;sub&gt;t&lt;/sub&gt;, h&lt;sub&gt;t+1&lt;/sub&gt;) = m(∇L(θ&lt;sub&gt;t&lt;/sub&gt;), h&lt;sub&gt;t&lt;/sub&gt;; φ)&lt;br&gt;φ ← φ − β ∇&lt;sub&gt;φ&lt;/sub&gt; Σ&lt;sub&gt;t&lt;/sub&gt; w&lt;sub&gt;t&lt;/sub&gt; L(θ&lt;sub&gt;t&lt;/sub&gt;)</source>
            <translation>θ&lt;sub&gt;t+1&lt;/sub&gt; = θ&lt;sub&gt;t&lt;/sub&gt; + g&lt;sub&gt;t&lt;/sub&gt;, &amp;nbsp; (g&lt;sub&gt;t&lt;/sub&gt;, h&lt;sub&gt;t+1&lt;/sub&gt;) = m(∇L(θ&lt;sub&gt;t&lt;/sub&gt;), h&lt;sub&gt;t&lt;/sub&gt;; φ)&lt;br&gt;φ ← φ − β ∇&lt;sub&gt;φ&lt;/sub&gt; Σ&lt;sub&gt;t&lt;/sub&gt; w&lt;sub&gt;t&lt;/sub&gt; L(θ&lt;sub&gt;t&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Unroll</source>
            <translation>展开步数</translation>
        </message>
        <message>
            <source>Inner steps between two updates of the rule: more look further ahead, and take more memory.</source>
            <translation>规则两次更新之间的内循环步数：越多，看得越远，占用内存也越多。</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>步</translation>
        </message>
        <message>
            <source>Step scale</source>
            <translation>步长尺度</translation>
        </message>
        <message>
            <source>What the network's output is multiplied by: about how far one step of an untrained rule goes.</source>
            <translation>网络输出所乘的系数：大致等于未经训练的规则一步走多远。</translation>
        </message>
        <message>
            <source>Search over learners</source>
            <translation>学习器搜索</translation>
        </message>
        <message>
            <source>Tries learners and inner settings one after the other, guided by how well each one adapted.</source>
            <translation>逐个试用不同的学习器和内循环设置，依据各自的适应效果决定下一个。</translation>
        </message>
        <message>
            <source>Nothing is learned by gradients between the tasks: the outer loop tries out whole learners, with other sizes, other activations and other learning rates, and remembers how well each one adapted. What it tries next depends on what went well so far, as a breeder or an engineer would do it.</source>
            <translation>任务之间不靠梯度学习：外循环试用整个学习器，换用不同的规模、激活函数和学习率，并记住每个学习器适应得怎么样。接下来试什么取决于目前哪些效果好，就像育种者或工程师那样。</translation>
        </message>
        <message>
            <source>λ* = argmin&lt;sub&gt;λ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(adapt&lt;sub&gt;λ&lt;/sub&gt;(θ&lt;sub&gt;0&lt;/sub&gt;)), &amp;nbsp; λ&lt;sub&gt;n+1&lt;/sub&gt; ~ sampler(λ&lt;sub&gt;1&lt;/sub&gt;, L&lt;sub&gt;1&lt;/sub&gt;, …, λ&lt;sub&gt;n&lt;/sub&gt;, L&lt;sub&gt;n&lt;/sub&gt;)</source>
            <translation>λ* = argmin&lt;sub&gt;λ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(适应&lt;sub&gt;λ&lt;/sub&gt;(θ&lt;sub&gt;0&lt;/sub&gt;)), &amp;nbsp; λ&lt;sub&gt;n+1&lt;/sub&gt; ~ 采样器(λ&lt;sub&gt;1&lt;/sub&gt;, L&lt;sub&gt;1&lt;/sub&gt;, …, λ&lt;sub&gt;n&lt;/sub&gt;, L&lt;sub&gt;n&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Searched</source>
            <translation>搜索范围</translation>
        </message>
        <message>
            <source>What the search may change: parameters such as learner.hidden or strategy.inner_lr, with commas between them; learner alone stands for its main ones.</source>
            <translation>搜索可以改变的内容：learner.hidden 或 strategy.inner_lr 等参数，以逗号分隔；只写 learner 则指学习器的主要参数。</translation>
        </message>
        <message>
            <source>Largest width</source>
            <translation>最大宽度</translation>
        </message>
        <message>
            <source>Units that a layer may have at most.</source>
            <translation>一层最多可有的单元数。</translation>
        </message>
        <message>
            <source>units</source>
            <translation>个单元</translation>
        </message>
        <message>
            <source>Most layers</source>
            <translation>最多层数</translation>
        </message>
        <message>
            <source>Hidden layers that a learner may have at most.</source>
            <translation>学习器最多可有的隐藏层数。</translation>
        </message>
        <message>
            <source>layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Sampler</source>
            <translation>采样器</translation>
        </message>
        <message>
            <source>How the next candidate is chosen: random by chance, tpe near good ones and away from bad ones, cma-es from a moving cloud, genetic by crossing good ones.</source>
            <translation>如何选出下一个候选。随机（random）：全凭偶然。tpe：靠近好的，远离差的。cma-es：从一团移动的点云中选取。遗传（genetic）：将好的杂交。</translation>
        </message>
        <message>
            <source>random</source>
            <translation>随机</translation>
        </message>
        <message>
            <source>tpe</source>
            <translation>tpe</translation>
        </message>
        <message>
            <source>cma-es</source>
            <translation>cma-es</translation>
        </message>
        <message>
            <source>genetic</source>
            <translation>遗传</translation>
        </message>
        <message>
            <source>Surrogate model</source>
            <translation>代理模型</translation>
        </message>
        <message>
            <source>A small network learns to predict how well a learner will adapt, and its slope says what to try next.</source>
            <translation>一个小网络学习预测学习器适应得如何，它的斜率指出下一步该试什么。</translation>
        </message>
        <message>
            <source>After every trial a small network is taught to guess a learner's result from its settings, without a run. Following the guess downhill gives the next settings to try, with some curiosity for what was never tried.</source>
            <translation>每次试验之后，教一个小网络凭设置猜出学习器的结果，而无须实际运行。沿着猜测值下降的方向就得到下一组要试的设置，同时对从未试过的设置保留一点好奇。</translation>
        </message>
        <message>
            <source>λ&lt;sub&gt;n+1&lt;/sub&gt; = argmin&lt;sub&gt;λ&lt;/sub&gt; f&lt;sub&gt;m&lt;/sub&gt;(λ) by λ ← λ − η ∇f&lt;sub&gt;m&lt;/sub&gt;(λ), &amp;nbsp; m by chance,&lt;br&gt;f&lt;sub&gt;1&lt;/sub&gt;, …, f&lt;sub&gt;M&lt;/sub&gt; fitted to log min(L(λ&lt;sub&gt;i&lt;/sub&gt;), median), i ≤ n</source>
            <translation>λ&lt;sub&gt;n+1&lt;/sub&gt; = argmin&lt;sub&gt;λ&lt;/sub&gt; f&lt;sub&gt;m&lt;/sub&gt;(λ) ，沿 λ ← λ − η ∇f&lt;sub&gt;m&lt;/sub&gt;(λ), &amp;nbsp; m 随机抽取,&lt;br&gt;f&lt;sub&gt;1&lt;/sub&gt;, …, f&lt;sub&gt;M&lt;/sub&gt; 拟合于 log min(L(λ&lt;sub&gt;i&lt;/sub&gt;), 中位数), i ≤ n</translation>
        </message>
        <message>
            <source>Exploration</source>
            <translation>探索比例</translation>
        </message>
        <message>
            <source>The share of trials that may lie anywhere; the others stay near the best so far.</source>
            <translation>可以落在任何位置的试验所占的比例；其余试验留在目前最佳结果附近。</translation>
        </message>
        <message>
            <source>Random trials</source>
            <translation>随机试验数</translation>
        </message>
        <message>
            <source>Trials by chance before the model is first asked.</source>
            <translation>首次询问模型之前的随机试验次数。</translation>
        </message>
        <message>
            <source>trials</source>
            <translation>次试验</translation>
        </message>
        <message>
            <source>Joint pre-training</source>
            <translation>联合预训练</translation>
        </message>
        <message>
            <source>Trains one learner on all tasks mixed together, then fine-tunes it: transfer without meta-learning.</source>
            <translation>把所有任务混在一起训练一个学习器，再对它微调：不用元学习的迁移。</translation>
        </message>
        <message>
            <source>All examples are treated as if they came from a single task, so the learner finds what fits all of them best on average. Where tasks contradict each other this average is no good start, which shows what meta-learning adds.</source>
            <translation>把所有样本当作来自同一个任务，学习器找到的是平均而言最适合全部样本的解。当任务互相矛盾时，这种平均并不是好的起点，由此可见元学习的作用。</translation>
        </message>
        <message>
            <source>θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ)</source>
            <translation>θ ← θ − β ∇&lt;sub&gt;θ&lt;/sub&gt; Σ&lt;sub&gt;i&lt;/sub&gt; L&lt;sub&gt;i&lt;/sub&gt;(θ)</translation>
        </message>
        <message>
            <source>From scratch</source>
            <translation>从零学习</translation>
        </message>
        <message>
            <source>No meta-learning: every task starts from random parameters. The line that others must beat.</source>
            <translation>不用元学习：每个任务都从随机参数开始。其他策略必须胜过这条基线。</translation>
        </message>
        <message>
            <source>Each task is learned from random numbers, as if no other task had ever been seen. The distance from this line to another strategy is what that strategy has learned from earlier tasks.</source>
            <translation>每个任务都从随机参数学起，仿佛从未见过别的任务。其他策略与这条线之间的距离，就是该策略从先前任务中学到的东西。</translation>
        </message>
        <message>
            <source>θ&lt;sub&gt;i&lt;/sub&gt; random&lt;br&gt;θ&lt;sub&gt;i&lt;/sub&gt; ← θ&lt;sub&gt;i&lt;/sub&gt; − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</source>
            <translation>θ&lt;sub&gt;i&lt;/sub&gt; 随机&lt;br&gt;θ&lt;sub&gt;i&lt;/sub&gt; ← θ&lt;sub&gt;i&lt;/sub&gt; − α ∇L&lt;sub&gt;i&lt;/sub&gt;(θ&lt;sub&gt;i&lt;/sub&gt;)</translation>
        </message>
        <message>
            <source>Oracle</source>
            <translation>全知者（Oracle）</translation>
        </message>
        <message>
            <source>Knows the answer: the best result that any strategy could reach, as a line to aim at.</source>
            <translation>知道答案：任何策略所能达到的最好结果，作为努力的目标线。</translation>
        </message>
        <message>
            <source>The oracle does not learn; it is told what made each task, or works out the best answer there is. How far another strategy lies above its line is what that strategy could still gain.</source>
            <translation>全知者不学习；它被告知每个任务是如何生成的，或直接算出可能的最佳答案。其他策略高出这条线多少，就还有多少改进的余地。</translation>
        </message>
        <message>
            <source>f* = argmin&lt;sub&gt;f&lt;/sub&gt; E[L(f)]</source>
            <translation>f* = argmin&lt;sub&gt;f&lt;/sub&gt; E[L(f)]</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>训练安排</translation>
        </message>
        <message>
            <source>How long to run, and how often to look.</source>
            <translation>运行多久，多久评估一次。</translation>
        </message>
        <message>
            <source>Meta-iterations</source>
            <translation>元迭代次数</translation>
        </message>
        <message>
            <source>Improvements of the strategy in one run.</source>
            <translation>一次运行中改进策略的次数。</translation>
        </message>
        <message>
            <source>Meta-batch</source>
            <translation>元批次</translation>
        </message>
        <message>
            <source>Tasks in one meta-iteration: more make the outer gradient steadier and slower.</source>
            <translation>一次元迭代使用的任务数：越多，外循环梯度越稳定，也越慢。</translation>
        </message>
        <message>
            <source>tasks</source>
            <translation>个任务</translation>
        </message>
        <message>
            <source>Evaluate every</source>
            <translation>评估间隔</translation>
        </message>
        <message>
            <source>Meta-iterations between two evaluations on validation tasks.</source>
            <translation>在验证任务上两次评估之间的元迭代次数。</translation>
        </message>
        <message>
            <source>iterations</source>
            <translation>次迭代</translation>
        </message>
        <message>
            <source>Validation tasks</source>
            <translation>验证任务数</translation>
        </message>
        <message>
            <source>Tasks in each evaluation, always the same: more narrow the band.</source>
            <translation>每次评估所用的任务，始终是同一批：越多，置信带越窄。</translation>
        </message>
        <message>
            <source>Evaluation steps</source>
            <translation>评估步数</translation>
        </message>
        <message>
            <source>Inner steps that an evaluation makes and shows.</source>
            <translation>评估时执行并显示的内循环步数。</translation>
        </message>
        <message>
            <source>Test tasks</source>
            <translation>测试任务数</translation>
        </message>
        <message>
            <source>Tasks never seen before, on which the finished strategy is judged.</source>
            <translation>从未见过的任务，用来评判训练完成的策略。</translation>
        </message>
        <message>
            <source>Target loss</source>
            <translation>目标损失</translation>
        </message>
        <message>
            <source>Stop as soon as the validation loss falls below this.</source>
            <translation>验证损失一旦低于此值就停止。</translation>
        </message>
        <message>
            <source>Target after</source>
            <translation>目标判定于</translation>
        </message>
        <message>
            <source>The inner step after which the target is judged.</source>
            <translation>在内循环第几步之后判断是否达到目标。</translation>
        </message>
        <message>
            <source>Threads</source>
            <translation>线程数</translation>
        </message>
        <message>
            <source>Processor threads for tensor arithmetic. Left out, it is tried at the start with how many the first meta-iterations are quickest; small networks have one.</source>
            <translation>张量运算使用的处理器线程数。留空时，在开始时试出用几个线程元迭代最快；小网络只用一个。</translation>
        </message>
        <message>
            <source>Compile</source>
            <translation>编译</translation>
        </message>
        <message>
            <source>Whether meta-iterations become machine code, which makes small ones two to three times faster. auto: in long runs, while they go on. on: before the first one, so that a run can be made again bit for bit. off: never.</source>
            <translation>是否把元迭代编译成机器码，小问题会快两到三倍。auto：运行较长时，边运行边编译。on：在第一次元迭代之前编译，使运行可以逐位重现。off：从不编译。</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>on</source>
            <translation>开</translation>
        </message>
        <message>
            <source>off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>Recompute inner steps</source>
            <translation>重新计算内循环步</translation>
        </message>
        <message>
            <source>Keep few inner steps in memory, and make the others again for an exact outer gradient: for long inner loops, which then take half as long again and a fraction of the memory.</source>
            <translation>只在内存中保留少数内循环步，其余的在求精确外循环梯度时重新计算：适用于很长的内循环，时间增加约一半，内存只需一小部分。</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>计算设备</translation>
        </message>
        <message>
            <source>Where tensors live: cuda is an NVIDIA graphics card. auto takes it where there is one and the first meta-iterations turn out to be quicker there, which only large ones are.</source>
            <translation>张量所在的位置：cuda 是 NVIDIA 显卡。auto 在有显卡且最初的元迭代在其上更快时使用它，只有大的问题才会如此。</translation>
        </message>
        <message>
            <source>cpu</source>
            <translation>cpu</translation>
        </message>
        <message>
            <source>cuda</source>
            <translation>cuda</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Fixes every random number: the same seed gives the same run, and the same tasks to every strategy.</source>
            <translation>固定所有随机数：种子相同则运行相同，各策略遇到的任务也相同。</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>interrupted</source>
            <translation>已中断</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>diverged</source>
            <translation>已发散</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>已失败</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>stopping</source>
            <translation>正在停止</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>mean squared error</source>
            <translation>均方误差</translation>
        </message>
        <message>
            <source>cross-entropy</source>
            <translation>交叉熵</translation>
        </message>
        <message>
            <source>log-loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>ANIL reads real handwriting</source>
            <translation>ANIL 识别真实手写数字</translation>
        </message>
        <message>
            <source>MAML reads real handwriting</source>
            <translation>MAML 识别真实手写数字</translation>
        </message>
        <message>
            <source>Too few classes: a case of meta-overfitting</source>
            <translation>类别太少：元过拟合一例</translation>
        </message>
        <message>
            <source>A family of one's own: damped waves</source>
            <translation>自定任务族：阻尼波</translation>
        </message>
        <message>
            <source>Prototypes tell made-up characters apart</source>
            <translation>用原型区分虚构字符</translation>
        </message>
        <message>
            <source>Trained on made-up characters, tested on real handwriting</source>
            <translation>用虚构字符训练，用真实笔迹测试</translation>
        </message>
        <message>
            <source>An attentive neural process beside the exact posterior</source>
            <translation>注意力神经过程与精确后验的对照</translation>
        </message>
        <message>
            <source>A learned optimiser on ten-dimensional bowls</source>
            <translation>十维碗面上的学习型优化器</translation>
        </message>
        <message>
            <source>A learned optimiser finds its way down a landscape</source>
            <translation>学习型优化器在地形上寻路下降</translation>
        </message>
        <message>
            <source>ES-MAML learns without derivatives</source>
            <translation>ES-MAML 不用导数学习</translation>
        </message>
        <message>
            <source>MAML on linear functions</source>
            <translation>线性函数上的 MAML</translation>
        </message>
        <message>
            <source>Breed a learner that adapts well</source>
            <translation>培育善于适应的学习器</translation>
        </message>
        <message>
            <source>Search for a learner that adapts well</source>
            <translation>搜索善于适应的学习器</translation>
        </message>
        <message>
            <source>Matching networks tell shapes of points apart</source>
            <translation>用匹配网络区分点的形状</translation>
        </message>
        <message>
            <source>ALPaCA on sine waves</source>
            <translation>正弦波上的 ALPaCA</translation>
        </message>
        <message>
            <source>CAVIA on sine waves</source>
            <translation>正弦波上的 CAVIA</translation>
        </message>
        <message>
            <source>First-order MAML on sine waves</source>
            <translation>正弦波上的一阶 MAML</translation>
        </message>
        <message>
            <source>iMAML on sine waves</source>
            <translation>正弦波上的 iMAML</translation>
        </message>
        <message>
            <source>A transformer learns sine waves in context</source>
            <translation>Transformer 在上下文中学习正弦波</translation>
        </message>
        <message>
            <source>Joint pre-training on sine waves</source>
            <translation>正弦波上的联合预训练</translation>
        </message>
        <message>
            <source>MAML on sine waves</source>
            <translation>正弦波上的 MAML</translation>
        </message>
        <message>
            <source>MAML++ on sine waves</source>
            <translation>正弦波上的 MAML++</translation>
        </message>
        <message>
            <source>Meta-SGD on sine waves</source>
            <translation>正弦波上的 Meta-SGD</translation>
        </message>
        <message>
            <source>A neural process on sine waves</source>
            <translation>正弦波上的神经过程</translation>
        </message>
        <message>
            <source>Reptile on sine waves</source>
            <translation>正弦波上的 Reptile</translation>
        </message>
        <message>
            <source>A ridge head on sine waves</source>
            <translation>正弦波上的岭回归头</translation>
        </message>
        <message>
            <source>A network that reads answers, beside the exact filter</source>
            <translation>读取作答的网络与精确滤波的对照</translation>
        </message>
        <message>
            <source>Answers of a class: choose your own CSV file</source>
            <translation>一个班级的作答：选择您自己的 CSV 文件</translation>
        </message>
        <message>
            <source>MAML places new students on a response model</source>
            <translation>MAML 用作答反应模型定位新学生</translation>
        </message>
        <message>
            <source>A neural process learns how long students remember</source>
            <translation>神经过程学习学生能记多久</translation>
        </message>
        <message>
            <source>A model of which learners adapt well</source>
            <translation>预测哪些学习器善于适应的模型</translation>
        </message>
        <message>
            <source>amplitude {amplitude}, phase {phase}, frequency {frequency}</source>
            <translation>振幅 {amplitude}，相位 {phase}，频率 {frequency}</translation>
        </message>
        <message>
            <source>amplitudes {amplitudes}</source>
            <translation>振幅 {amplitudes}</translation>
        </message>
        <message>
            <source>coefficients {coefficients}</source>
            <translation>系数 {coefficients}</translation>
        </message>
        <message>
            <source>slope {slope}, offset {offset}</source>
            <translation>斜率 {slope}，截距 {offset}</translation>
        </message>
        <message>
            <source>wave, amplitude {amplitude}, phase {phase}</source>
            <translation>正弦波，振幅 {amplitude}，相位 {phase}</translation>
        </message>
        <message>
            <source>length scale {scale}</source>
            <translation>长度尺度 {scale}</translation>
        </message>
        <message>
            <source>{numbers}</source>
            <translation>{numbers}</translation>
        </message>
        <message>
            <source>{figure}, turned by {angle}°</source>
            <translation>{figure}，旋转 {angle}°</translation>
        </message>
        <message>
            <source>turned by {angle}°</source>
            <translation>旋转 {angle}°</translation>
        </message>
        <message>
            <source>{ways} made-up characters</source>
            <translation>{ways} 个虚构字符</translation>
        </message>
        <message>
            <source>classes {classes}</source>
            <translation>类别 {classes}</translation>
        </message>
        <message>
            <source>ability {ability}</source>
            <translation>能力 {ability}</translation>
        </message>
        <message>
            <source>trait {trait}, knows {share} of the skills at the end</source>
            <translation>特质 {trait}，最后掌握 {share} 的技能</translation>
        </message>
        <message>
            <source>remembers {times} times as long as the average</source>
            <translation>记忆时长为平均的 {times} 倍</translation>
        </message>
        <message>
            <source>student {name}</source>
            <translation>学生 {name}</translation>
        </message>
        <message>
            <source>group {name}</source>
            <translation>组 {name}</translation>
        </message>
        <message>
            <source>{dimensions} dimensions</source>
            <translation>{dimensions} 维</translation>
        </message>
        <message>
            <source>It takes three tasks to say how far gradients agree.</source>
            <translation>至少要有三个任务，才能说明各梯度的一致程度。</translation>
        </message>
        <message>
            <source>Mean {mean} ± {error}: a step for one task is mostly a step for the others too.</source>
            <translation>均值 {mean} ± {error}：对一个任务有利的一步，对其他任务大多也有利。</translation>
        </message>
        <message>
            <source>Mean {mean} ± {error}, but tasks fall into camps: {same} of the pairs want the same, {against} the opposite. A step for one task helps its camp and harms the other.</source>
            <translation>平均 {mean} ± {error}，但任务分成两派：{same} 的任务对方向一致，{against} 相反。为一个任务走的一步帮助同派，损害另一派。</translation>
        </message>
        <message>
            <source>Mean {mean} ± {error}, but pairs differ: {same} of them pull the same way, {against} against each other. A step for one task helps some and harms others.</source>
            <translation>平均 {mean} ± {error}，但任务对各不相同：{same} 方向一致，{against} 彼此相反。为一个任务走的一步帮助一些任务，损害另一些。</translation>
        </message>
        <message>
            <source>Mean {mean} ± {error}: tasks agree in part; a step for one helps others a bit.</source>
            <translation>平均 {mean} ± {error}：任务部分一致；为一个任务走的一步对其他任务略有帮助。</translation>
        </message>
        <message>
            <source>Mean {mean} ± {error}: what one task wants says little about the others.</source>
            <translation>均值 {mean} ± {error}：一个任务所需的方向，几乎不能说明其他任务。</translation>
        </message>
        <message>
            <source>Mean {mean} ± {error}: tasks pull in opposite directions.</source>
            <translation>均值 {mean} ± {error}：各任务拉向相反的方向。</translation>
        </message>
        <message>
            <source>Tasks begin at random numbers; here all of them at the same ones.</source>
            <translation>每个任务从随机参数开始；这里所有任务都从同一组随机参数开始。</translation>
        </message>
        <message>
            <source>These are the exact gradients, of which evolution makes estimates.</source>
            <translation>这些是精确梯度，进化策略给出的是它们的估计。</translation>
        </message>
        <message>
            <source>They were judged on other tasks: the seeds are {first} and {second}. Run one of them with the seed of the other.</source>
            <translation>两者评估所用的任务不同：随机种子分别为 {first} 和 {second}。请用其中一个的种子运行另一个。</translation>
        </message>
        <message>
            <source>Run {number} diverged, so there is nothing to compare. Lower its learning rates, and run it again.</source>
            <translation>运行 {number} 发散了，因此没有可比较的内容。请降低它的学习率，然后重新运行。</translation>
        </message>
        <message>
            <source>Run {number} has no results yet.</source>
            <translation>运行 {number} 还没有结果。</translation>
        </message>
        <message>
            <source>test tasks</source>
            <translation>测试任务</translation>
        </message>
        <message>
            <source>validation tasks</source>
            <translation>验证任务</translation>
        </message>
        <message>
            <source>They were judged on other tasks: {first} and {second} {kind}. Give both the same number.</source>
            <translation>两者评估所用的任务不同：分别为 {first} 个和 {second} 个{kind}。请设为相同的数目。</translation>
        </message>
        <message>
            <source>They have no results on the same tasks.</source>
            <translation>两者没有在相同任务上的结果。</translation>
        </message>
        <message>
            <source>They were judged on other tasks: {first} and {second}. Choose runs of the same task family.</source>
            <translation>两者评估所用的任务不同：“{first}”和“{second}”。请选择同一任务族的运行。</translation>
        </message>
        <message>
            <source>They were judged on other tasks ({setting}: {first} and {second}). Give both the same value.</source>
            <translation>它们是在不同的任务上评判的（{setting}：{first} 和 {second}）。请给两者设相同的值。</translation>
        </message>
        <message>
            <source>loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>share of right answers</source>
            <translation>正确率</translation>
        </message>
        <message>
            <source>{name} has no {kind} to compare.</source>
            <translation>“{name}”没有可供比较的{kind}。</translation>
        </message>
        <message>
            <source>They were judged on other tasks, although their settings are the same: the data or the program has changed between the two runs. Run both again.</source>
            <translation>两者的设置虽然相同，评估所用的任务却不同：两次运行之间数据或程序有了变化。请把两者都重新运行。</translation>
        </message>
        <message>
            <source>Run {number} is left out: run {again} has the same settings and the same seed.</source>
            <translation>运行 {number} 被略去：运行 {again} 的设置和种子与它相同。</translation>
        </message>
        <message>
            <source>Draw or fill in {missing} more classes: its last layer tells exactly {ways} apart.</source>
            <translation>请再画出或填入 {missing} 个类别：最后一层只能恰好区分 {ways} 个类别。</translation>
        </message>
        <message>
            <source>Draw a character of each of {least} to {most} classes.</source>
            <translation>请画出 {least} 至 {most} 个类别，每类一个字符。</translation>
        </message>
        <message>
            <source>Now draw the character that is to be recognised.</source>
            <translation>现在请画出要识别的字符。</translation>
        </message>
        <message>
            <source>Nothing is known yet: several classes are equally likely.</source>
            <translation>目前还一无所知：有几个类别的可能性相同。</translation>
        </message>
        <message>
            <source>Read as {name}, with a chance of {chance}.</source>
            <translation>认作“{name}”，概率为 {chance}。</translation>
        </message>
        <message>
            <source>{after} the 95% band is {width} wide on average and holds {share} ± {band} of the targets of {tasks} tasks.</source>
            <translation>{after}，95% 预测带的平均宽度为 {width}，{tasks} 个任务的目标值中有 {share} ± {band} 落在带内。</translation>
        </message>
        <message>
            <source>{held} It is too narrow: the strategy is surer than it may be.</source>
            <translation>{held}预测带太窄：策略比应有的更有把握。</translation>
        </message>
        <message>
            <source>{held} It is wider than it need be.</source>
            <translation>{held}预测带比所需的更宽。</translation>
        </message>
        <message>
            <source>{told} Before any point it holds {share}.</source>
            <translation>{told}没有任何点时，落在带内的为 {share}。</translation>
        </message>
        <message>
            <source>Before any point</source>
            <translation>没有任何点时</translation>
        </message>
        <message>
            <source>After one point</source>
            <translation>一个点之后</translation>
        </message>
        <message>
            <source>After {points} points</source>
            <translation>{points} 个点之后</translation>
        </message>
        <message>
            <source>{title}, layer {number}</source>
            <translation>{title}，第 {number} 层</translation>
        </message>
        <message>
            <source>{title}, how many</source>
            <translation>{title}，层数</translation>
        </message>
        <message>
            <source>{right} of {all} query examples get their own class. Classes lie {apart} times as far apart as they are wide; this plane holds {share} of what there is to see.</source>
            <translation>{all} 个查询样本中有 {right} 个归入自己的类别。类别之间的距离是类别自身宽度的 {apart} 倍；此平面包含全部差异的 {share}。</translation>
        </message>
        <message>
            <source>input weights</source>
            <translation>输入权重</translation>
        </message>
        <message>
            <source>input offsets</source>
            <translation>输入偏置</translation>
        </message>
        <message>
            <source>memory weights</source>
            <translation>记忆权重</translation>
        </message>
        <message>
            <source>memory offsets</source>
            <translation>记忆偏置</translation>
        </message>
        <message>
            <source>weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>offsets</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>filters</source>
            <translation>卷积核</translation>
        </message>
        <message>
            <source>{name}</source>
            <translation>{name}</translation>
        </message>
        <message>
            <source>{layer} {part}</source>
            <translation>{layer}{part}</translation>
        </message>
        <message>
            <source>{first}, {next}</source>
            <translation>{first}，{next}</translation>
        </message>
        <message>
            <source>{owner} last layer</source>
            <translation>{owner} 最后一层</translation>
        </message>
        <message>
            <source>last layer</source>
            <translation>最后一层</translation>
        </message>
        <message>
            <source>{owner} layer {number}</source>
            <translation>{owner} 第 {number} 层</translation>
        </message>
        <message>
            <source>layer {number}</source>
            <translation>第 {number} 层</translation>
        </message>
        <message>
            <source>The two sides of a pair differ by {spread} on average, where the start itself reaches {own}. The gradient that {pairs} pairs give has a cosine of {agreement} with the exact one, of {size} numbers.</source>
            <translation>每对扰动的两侧平均相差 {spread}，而起点本身的损失为 {own}。由 {pairs} 对扰动得到的梯度与精确梯度（共 {size} 个数）的余弦相似度为 {agreement}。</translation>
        </message>
        <message>
            <source>All rates are still {begin}, where they began.</source>
            <translation>所有学习率仍是初始值 {begin}。</translation>
        </message>
        <message>
            <source>Rates began at {begin}. They are now highest for {top}, {high} on average, and lowest for {bottom}, {low}.</source>
            <translation>学习率的初始值为 {begin}。现在“{top}”最高，平均为 {high}；“{bottom}”最低，平均为 {low}。</translation>
        </message>
        <message>
            <source>{extremes} {share} of all rates are below zero: such a step goes uphill on the support set.</source>
            <translation>{extremes}全部学习率中有 {share} 小于零：这样的一步在支持集上是上坡。</translation>
        </message>
        <message>
            <source>The rule does not go downhill yet: it has hardly been trained.</source>
            <translation>规则还不会下坡：它几乎没有经过训练。</translation>
        </message>
        <message>
            <source>Once it has come {seen} times, a gradient of 1 moves a parameter by {large}; one of 0.01 is not followed.</source>
            <translation>同一梯度出现 {seen} 次之后，大小为 1 的梯度使参数移动 {large}；对大小为 0.01 的梯度，规则不沿其下降。</translation>
        </message>
        <message>
            <source>Once it has come {seen} times, a gradient of 1 moves a parameter by {large}, and one of 0.01 by {small}: {ratio} times less, where gradient descent would do 100 times less and Adam the same.</source>
            <translation>同一梯度出现 {seen} 次之后，大小为 1 的梯度使参数移动 {large}，大小为 0.01 的移动 {small}：前者是后者的 {ratio} 倍，而梯度下降会是 100 倍，Adam 则两者相同。</translation>
        </message>
        <message>
            <source>Every layer is still where it began: at random.</source>
            <translation>每一层都还在开始时的位置：随机起点。</translation>
        </message>
        <message>
            <source>Learning moved {layer}.</source>
            <translation>学习改变的是：{layer}。</translation>
        </message>
        <message>
            <source>Since its random start {most} has changed most, and {least} least.</source>
            <translation>与随机起点相比，变化最大的是：{most}；变化最小的是：{least}。</translation>
        </message>
        <message>
            <source>{name} (from zero)</source>
            <translation>{name}（从零开始）</translation>
        </message>
        <message>
            <source>{name} (by {share} of its size)</source>
            <translation>{name}（变化为其大小的 {share}）</translation>
        </message>
        <message>
            <source>Trials are still by chance; the model is asked once there are some to learn from.</source>
            <translation>目前的试验仍是随机的；有了可供学习的试验之后，才会询问模型。</translation>
        </message>
        <message>
            <source>The best trial so far reached {best}. In this cut through it, the model expects {expected} at the lowest place, give or take a factor of {doubt}.</source>
            <translation>目前最好的试验达到 {best}。在经过它的这个截面上，模型预计最低处为 {expected}，上下可相差 {doubt} 倍。</translation>
        </message>
        <message>
            <source>{size} numbers stand for a task; this plane holds {share} of how tasks differ in them.</source>
            <translation>每个任务用 {size} 个数表示；此平面包含任务之间在这些数上的差异的 {share}。</translation>
        </message>
        <message>
            <source>{plane} They tell its {latent} best: the {nearest} tasks nearest to one explain {known} of how it varies.</source>
            <translation>{plane}它们最能说明任务的 {latent}：与一个任务最近的 {nearest} 个任务可以解释其变化的 {known}。</translation>
        </message>
        <message>
            <source>Nothing has been tried yet.</source>
            <translation>还没有进行过试验。</translation>
        </message>
        <message>
            <source>{best} The loss has gone up most clearly with {parameter} (rank correlation {agreement}).</source>
            <translation>{best}最明显的关系是：“{parameter}”越大，损失越高（秩相关系数 {agreement}）。</translation>
        </message>
        <message>
            <source>{best} The loss has gone down most clearly with {parameter} (rank correlation {agreement}).</source>
            <translation>{best}最明显的关系是：“{parameter}”越大，损失越低（秩相关系数 {agreement}）。</translation>
        </message>
        <message>
            <source>{title}, on {family}</source>
            <translation>{title}（{family}）</translation>
        </message>
        <message>
            <source>speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>{name} {old} → {new}</source>
            <translation>{name} {old} → {new}</translation>
        </message>
        <message>
            <source>unlimited</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation>{rate} 次/秒</translation>
        </message>
        <message>
            <source>{first} and {others} others compared</source>
            <translation>{first} 与另外 {others} 个的比较</translation>
        </message>
        <message>
            <source>{first} and {second} compared</source>
            <translation>{first} 与 {second} 的比较</translation>
        </message>
        <message>
            <source>{count} runs</source>
            <translation>{count} 次运行</translation>
        </message>
        <message>
            <source>One run</source>
            <translation>1 次运行</translation>
        </message>
        <message>
            <source>What came out</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>With {count} seeds; of the first one:</source>
            <translation>共 {count} 个种子；其中第一个：</translation>
        </message>
        <message>
            <source>It was not evaluated.</source>
            <translation>没有经过评估。</translation>
        </message>
        <message>
            <source>It has not come to its final test; at meta-iteration {iteration}, on validation tasks:</source>
            <translation>尚未进行最终测试；在元迭代 {iteration}，验证任务上的结果：</translation>
        </message>
        <message>
            <source>meta-iterations</source>
            <translation>元迭代</translation>
        </message>
        <message>
            <source>gradient evaluations</source>
            <translation>梯度计算次数</translation>
        </message>
        <message>
            <source>The outer loop: {family}</source>
            <translation>外循环：{family}</translation>
        </message>
        <message>
            <source>Validation {after}.</source>
            <translation>{after}的验证结果。</translation>
        </message>
        <message>
            <source>Validation {after}, with its 95% interval.</source>
            <translation>{after}的验证结果及其 95% 置信区间。</translation>
        </message>
        <message>
            <source>The result on {tasks} after each inner step.</source>
            <translation>内循环每一步之后在{tasks}上的结果。</translation>
        </message>
        <message>
            <source>The result on {tasks} after each inner step, with its 95% interval.</source>
            <translation>内循环每一步之后在{tasks}上的结果及其 95% 置信区间。</translation>
        </message>
        <message>
            <source>The inner loop: {family}</source>
            <translation>内循环：{family}</translation>
        </message>
        <message>
            <source>inner steps</source>
            <translation>内循环步数</translation>
        </message>
        <message>
            <source>Of two seeds the results of each are drawn as circles.</source>
            <translation>只有两个种子时，各自的结果画成圆圈。</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} 与 {second}</translation>
        </message>
        <message>
            <source>Why they are not compared</source>
            <translation>为什么不作比较</translation>
        </message>
        <message>
            <source>Compared as far as they can be</source>
            <translation>在可能的范围内比较</translation>
        </message>
        <message>
            <source>Compared on the same tasks</source>
            <translation>在相同任务上的比较</translation>
        </message>
        <message>
            <source>{first} less {second}: the mean over the same tasks after each inner step, and all tasks after one step, from the smallest difference to the largest.</source>
            <translation>{first} 减 {second}：内循环每一步之后在相同任务上的平均值，以及某一步之后全部任务的差，从最小到最大。</translation>
        </message>
        <message>
            <source>{first} less {second}: the mean over the same tasks after each inner step with its 95% interval, and all tasks after one step, from the smallest difference to the largest.</source>
            <translation>{first} 减 {second}：在相同任务上，内循环每一步之后的均值及其 95% 置信区间；以及其中某一步之后所有任务的差值，从小到大排列。</translation>
        </message>
        <message>
            <source>{name}: {task}</source>
            <translation>{name}：{task}</translation>
        </message>
        <message>
            <source>One task, before and after adapting</source>
            <translation>一个任务，适应前后</translation>
        </message>
        <message>
            <source>right answers</source>
            <translation>正确率</translation>
        </message>
        <message>
            <source>log-likelihood</source>
            <translation>对数似然</translation>
        </message>
        <message>
            <source>The intervals are 95% ones, over tasks, or over seeds where there are several.</source>
            <translation>区间均为 95% 置信区间，对任务计算；有多个种子时对种子计算。</translation>
        </message>
        <message>
            <source>runs</source>
            <translation>运行次数</translation>
        </message>
        <message>
            <source>examples</source>
            <translation>样本数</translation>
        </message>
        <message>
            <source>seconds</source>
            <translation>秒</translation>
        </message>
        <message>
            <source>The final test</source>
            <translation>最终测试</translation>
        </message>
        <message>
            <source>{count} seeds are too few for an interval.</source>
            <translation>{count} 个种子太少，无法给出区间。</translation>
        </message>
        <message>
            <source>One task gives no interval.</source>
            <translation>一个任务给不出区间。</translation>
        </message>
        <message>
            <source>after step {step}</source>
            <translation>第 {step} 步后</translation>
        </message>
        <message>
            <source>What training took</source>
            <translation>训练的开销</translation>
        </message>
        <message>
            <source>On {tasks} tasks never seen before, after some inner steps.</source>
            <translation>在 {tasks} 个从未见过的任务上，经过若干内循环步之后。</translation>
        </message>
        <message>
            <source>{tasks} for {names}</source>
            <translation>{names}：{tasks}</translation>
        </message>
        <message>
            <source>On tasks never seen before, after some inner steps: {each}.</source>
            <translation>在从未见过的任务上，经过若干内循环步之后：{each}。</translation>
        </message>
        <message>
            <source>the {count} others</source>
            <translation>其余 {count} 个</translation>
        </message>
        <message>
            <source>{title}, beside {names}</source>
            <translation>{title}，与 {names} 并列</translation>
        </message>
        <message>
            <source>difference</source>
            <translation>差值</translation>
        </message>
        <message>
            <source>% of the tasks</source>
            <translation>任务占比（%）</translation>
        </message>
        <message>
            <source>the first one</source>
            <translation>第一个</translation>
        </message>
        <message>
            <source>the second one</source>
            <translation>第二个</translation>
        </message>
        <message>
            <source>here {name} is better</source>
            <translation>此处 {name} 更好</translation>
        </message>
        <message>
            <source>This program</source>
            <translation>本程序</translation>
        </message>
        <message>
            <source>torch</source>
            <translation>torch</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>处理器</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>In which they differ</source>
            <translation>不同的设置</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>部分</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>设置项</translation>
        </message>
        <message>
            <source>The same for all</source>
            <translation>相同的设置</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>How to repeat it</source>
            <translation>如何重复</translation>
        </message>
        <message>
            <source>Save each text below under the name above it; then these commands make the same runs again, each with the same tasks. Open a file in the window to see it run.</source>
            <translation>请把下面每段文本以其上方的名称保存；然后用这些命令即可再次得到同样的运行，各自的任务也相同。在窗口中打开文件，可以观看运行过程。</translation>
        </message>
        <message>
            <source>Versions and machine</source>
            <translation>版本与机器</translation>
        </message>
        <message>
            <source>After meta-iteration {iteration} {path} was changed from {old} to {new}.</source>
            <translation>元迭代 {iteration} 之后，{path} 由 {old} 改为 {new}。</translation>
        </message>
        <message>
            <source>truth</source>
            <translation>真值</translation>
        </message>
        <message>
            <source>before</source>
            <translation>适应前</translation>
        </message>
        <message>
            <source>weight 1</source>
            <translation>权重 1</translation>
        </message>
        <message>
            <source>weight 2</source>
            <translation>权重 2</translation>
        </message>
        <message>
            <source>target</source>
            <translation>目标值</translation>
        </message>
        <message>
            <source>prediction</source>
            <translation>预测值</translation>
        </message>
        <message>
            <source>chance</source>
            <translation>概率</translation>
        </message>
        <message>
            <source>Chance of a right answer; below it, the answer given</source>
            <translation>答对的概率；其下为实际作答</translation>
        </message>
        <message>
            <source>Pictures to be recognised, and what each was taken for before and after</source>
            <translation>待识别的图片，以及适应前后各被认作什么</translation>
        </message>
        <message>
            <source>after one step</source>
            <translation>一步之后</translation>
        </message>
        <message>
            <source>after {steps} steps</source>
            <translation>{steps} 步之后</translation>
        </message>
        <message>
            <source>before any step</source>
            <translation>适应之前</translation>
        </message>
        <message>
            <source>Only {share} of how the path varies lies in this plane: the rest is not seen.</source>
            <translation>路径的变化只有 {share} 在此平面内：其余的看不见。</translation>
        </message>
        <message>
            <source>Only {share} of how the path varies lies in this plane: the rest is not seen. The plane along the path shows more of it.</source>
            <translation>路径的变化只有 {share} 在此平面内：其余的看不见。沿路径的平面能显示更多。</translation>
        </message>
        <message>
            <source>The plane holds {ways} of how adapted parameters vary.</source>
            <translation>此平面包含适应后参数的变化的 {ways}。</translation>
        </message>
        <message>
            <source>The plane holds {path} of how the path varies, and {ways} of how adapted parameters vary.</source>
            <translation>此平面包含路径变化的 {path}，以及适应后参数的变化的 {ways}。</translation>
        </message>
        <message>
            <source>{after} from here the mean loss of the tasks is {reached}, from the learned start {known}. Before any step it is {before} here, and {first} there.</source>
            <translation>{after}，从此处出发，任务的平均损失为 {reached}，从学到的起点出发为 {known}。适应之前，此处为 {before}，学到的起点处为 {first}。</translation>
        </message>
        <message>
            <source>{after} from the learned start the mean loss of the tasks is {reached}; before any step it is {before}. Drag the start to see what changes.</source>
            <translation>{after}，从学到的起点出发，任务的平均损失为 {reached}；适应之前为 {before}。拖动起点，看看有什么变化。</translation>
        </message>
        <message>
            <source>Each task has a random start of its own. {after} from the first one the mean loss of the tasks is {reached}; before any step it is {before}. Drag the start to see what changes.</source>
            <translation>每个任务都有自己的随机起点。{after}，从第一个起点出发，任务的平均损失为 {reached}；适应之前为 {before}。拖动起点，看看有什么变化。</translation>
        </message>
        <message>
            <source>too large for a number</source>
            <translation>大到无法表示</translation>
        </message>
        <message>
            <source>{parameter} [{place}]</source>
            <translation>{parameter} [{place}]</translation>
        </message>
        <message>
            <source>This learner has a single parameter, and a plane needs two; choose more inputs or an offset.</source>
            <translation>此学习器只有一个参数，而平面需要两个；请选择更多输入，或加上截距。</translation>
        </message>
        <message>
            <source>{strategy}: no parameters are adapted step by step, so there is no initialisation to move here; choose MAML or Reptile.</source>
            <translation>{strategy}：没有逐步适应的参数，因此这里没有可移动的初始化；请选择 MAML 或 Reptile。</translation>
        </message>
        <message>
            <source>below 0.0001</source>
            <translation>小于 0.0001</translation>
        </message>
        <message>
            <source>too large</source>
            <translation>过大</translation>
        </message>
        <message>
            <source>({figures}) {power}</source>
            <translation>({figures}) {power}</translation>
        </message>
        <message>
            <source>{value} ({low} to {high})</source>
            <translation>{value} [{low}, {high}]</translation>
        </message>
        <message>
            <source>None of the {trials} trials has reached a finite loss yet.</source>
            <translation>{trials} 次试验中还没有一次得到有限的损失。</translation>
        </message>
        <message>
            <source>Best of {trials} trials, number {number}: {values}.</source>
            <translation>{trials} 次试验中最好的是第 {number} 次：{values}。</translation>
        </message>
        <message>
            <source>{name} {value}</source>
            <translation>{name} {value}</translation>
        </message>
        <message>
            <source>{before}; {next}</source>
            <translation>{before}；{next}</translation>
        </message>
        <message>
            <source>On {family}, without training there: {result}</source>
            <translation>在未曾训练过的“{family}”上：{result}</translation>
        </message>
        <message>
            <source>Before any step</source>
            <translation>适应之前</translation>
        </message>
        <message>
            <source>After one step</source>
            <translation>一步之后</translation>
        </message>
        <message>
            <source>After {steps} steps</source>
            <translation>{steps} 步之后</translation>
        </message>
        <message>
            <source>{after} the error is {error}; from a random start it is {scratch}, and the best possible is {oracle}.</source>
            <translation>{after}，误差为 {error}；从随机起点为 {scratch}，可能的最佳值为 {oracle}。</translation>
        </message>
        <message>
            <source>{after} the error is {error}; from a random start it is {scratch}.</source>
            <translation>{after}，误差为 {error}；从随机起点为 {scratch}。</translation>
        </message>
        <message>
            <source>{after} the error is {error}.</source>
            <translation>{after}，误差为 {error}。</translation>
        </message>
        <message>
            <source>On {bad} of {all} tasks the loss overflows before any step.</source>
            <translation>在 {all} 个任务中有 {bad} 个，尚未适应损失就已溢出。</translation>
        </message>
        <message>
            <source>On {bad} of {all} tasks the loss overflows after one step.</source>
            <translation>在 {all} 个任务中有 {bad} 个，一步之后损失溢出。</translation>
        </message>
        <message>
            <source>On {bad} of {all} tasks the loss overflows after {steps} steps.</source>
            <translation>在 {all} 个任务中有 {bad} 个，{steps} 步之后损失溢出。</translation>
        </message>
        <message>
            <source>{after} {right} of the answers are right; from a random start {scratch}, by the nearest class mean on raw pixels {raw}.</source>
            <translation>{after}，正确率为 {right}；从随机起点为 {scratch}，按原始像素的最近类均值为 {raw}。</translation>
        </message>
        <message>
            <source>{after} {right} of the answers are right; from a random start {scratch}.</source>
            <translation>{after}，正确率为 {right}；从随机起点为 {scratch}。</translation>
        </message>
        <message>
            <source>{after} {right} of the answers are right.</source>
            <translation>{after}，正确率为 {right}。</translation>
        </message>
        <message>
            <source>Before adapting it is {before}.</source>
            <translation>适应前为 {before}。</translation>
        </message>
        <message>
            <source>The area under the curve is {area}, where guessing has 0.5.</source>
            <translation>ROC 曲线下面积（AUC）为 {area}，随机猜测为 0.5。</translation>
        </message>
        <message>
            <source>That is of one task, which gives no interval.</source>
            <translation>这只是一个任务的结果，给不出区间。</translation>
        </message>
        <message>
            <source>The difference to a random start is within its uncertainty.</source>
            <translation>与随机起点的差别在不确定范围之内。</translation>
        </message>
        <message>
            <source>That is worse than a random start.</source>
            <translation>这比随机起点更差。</translation>
        </message>
        <message>
            <source>That is worse than a random start: what is learned misleads on new tasks (meta-overfitting).</source>
            <translation>这比随机起点更差：学到的东西在新任务上起误导作用（元过拟合）。</translation>
        </message>
        <message>
            <source>{title} and {count} more</source>
            <translation>{title} 及另外 {count} 项</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>Task family</source>
            <translation>任务族</translation>
        </message>
        <message>
            <source>Base learner</source>
            <translation>基学习器</translation>
        </message>
        <message>
            <source>Meta-strategy</source>
            <translation>元策略</translation>
        </message>
        <message>
            <source>Also judged on</source>
            <translation>另外评估于</translation>
        </message>
        <message>
            <source>{title} ({unit})</source>
            <translation>{title}（{unit}）</translation>
        </message>
        <message>
            <source>{title}, {value}</source>
            <translation>{title}，{value}</translation>
        </message>
        <message>
            <source>{title}, {setting} {value}</source>
            <translation>{title}，{setting} {value}</translation>
        </message>
        <message>
            <source>length of θ by layer</source>
            <translation>各层 θ 的长度</translation>
        </message>
        <message>
            <source>a task</source>
            <translation>一个任务</translation>
        </message>
        <message>
            <source>support loss</source>
            <translation>支持集损失</translation>
        </message>
        <message>
            <source>step</source>
            <translation>步</translation>
        </message>
        <message>
            <source>adapted</source>
            <translation>适应后</translation>
        </message>
        <message>
            <source>known answer</source>
            <translation>已知答案</translation>
        </message>
        <message>
            <source>taken in at once</source>
            <translation>一次读入</translation>
        </message>
        <message>
            <source>query loss</source>
            <translation>查询集损失</translation>
        </message>
        <message>
            <source>next candidate</source>
            <translation>下一个候选</translation>
        </message>
        <message>
            <source>remembered</source>
            <translation>已记住</translation>
        </message>
        <message>
            <source>mean way</source>
            <translation>平均位移</translation>
        </message>
        <message>
            <source>outer gradient</source>
            <translation>外循环梯度</translation>
        </message>
        <message>
            <source>update of θ</source>
            <translation>θ 的更新</translation>
        </message>
        <message>
            <source>Its support set has {shots} examples.</source>
            <translation>它的支持集有 {shots} 个样本。</translation>
        </message>
        <message>
            <source>Validation task {number}.</source>
            <translation>验证任务 {number}。</translation>
        </message>
        <message>
            <source>Validation task {number}: {about}.</source>
            <translation>验证任务 {number}：{about}。</translation>
        </message>
        <message>
            <source>No step is taken: the best answer that is known is given.</source>
            <translation>不走任何一步：直接给出已知的最佳答案。</translation>
        </message>
        <message>
            <source>The support set is taken in at once: there are no inner steps, and no gradient is taken.</source>
            <translation>支持集被一次读入：没有内循环步，也不求梯度。</translation>
        </message>
        <message>
            <source>Before any step the loss is {support} on the support set, and {query} on the query set.</source>
            <translation>适应之前，支持集上的损失为 {support}，查询集上的损失为 {query}。</translation>
        </message>
        <message>
            <source>Inner step {step}: the gradient of the support loss has length {length}, largest in {layer}.</source>
            <translation>内循环第 {step} 步：支持集损失的梯度长度为 {length}，以“{layer}”为最大。</translation>
        </message>
        <message>
            <source>The rule does not see it: it makes an estimate of it from trials around.</source>
            <translation>规则看不到这个梯度，而是由周围的试探来估计它。</translation>
        </message>
        <message>
            <source>gradient of inner step {step}</source>
            <translation>内循环第 {step} 步的梯度</translation>
        </message>
        <message>
            <source>length of inner step {step}</source>
            <translation>内循环第 {step} 步的长度</translation>
        </message>
        <message>
            <source>After inner step {step} the support loss is {support}, and was {before}; the query loss is {query}.</source>
            <translation>内循环第 {step} 步之后，支持集损失为 {support}，之前为 {before}；查询集损失为 {query}。</translation>
        </message>
        <message>
            <source>On the query set the loss after inner step {steps} is {query}, and was {before} before any step.</source>
            <translation>在查询集上，内循环第 {steps} 步之后的损失为 {query}，适应之前为 {before}。</translation>
        </message>
        <message>
            <source>On the query set its loss is {query}: what others are measured by.</source>
            <translation>它在查询集上的损失为 {query}：其他策略以此来衡量。</translation>
        </message>
        <message>
            <source>On the query set the loss is {query}; without any example of the task it would be {before}.</source>
            <translation>查询集上的损失为 {query}；若没有该任务的任何样本，则为 {before}。</translation>
        </message>
        <message>
            <source>Nothing is kept of it: there is no outer step.</source>
            <translation>其中什么也不保留：没有外循环步。</translation>
        </message>
        <message>
            <source>length of the outer gradient by layer</source>
            <translation>各层外循环梯度的长度</translation>
        </message>
        <message>
            <source>It has length {length}, largest in {layer}.</source>
            <translation>它的长度为 {length}，以“{layer}”为最大。</translation>
        </message>
        <message>
            <source>Its loss after adapting is {loss}.</source>
            <translation>它适应之后的损失为 {loss}。</translation>
        </message>
        <message>
            <source>θ takes a step after each piece, so there is no one outer gradient to measure.</source>
            <translation>θ 在每一段之后都走一步，因此没有单一的外循环梯度可量。</translation>
        </message>
        <message>
            <source>θ goes as much of that way as the outer rate says.</source>
            <translation>θ 沿这条路走多远由外循环学习率决定。</translation>
        </message>
        <message>
            <source>On this batch the query loss after adaptation goes from {before} to {after}.</source>
            <translation>在这一批次上，适应之后的查询集损失由 {before} 变为 {after}。</translation>
        </message>
        <message>
            <source>This step is made beside the run, which is not touched.</source>
            <translation>这一步是在运行之外计算的，不影响运行本身。</translation>
        </message>
        <message>
            <source>The candidate and its loss are remembered; the best so far is used from now on.</source>
            <translation>记住这个候选及其损失；此后使用目前最好的候选。</translation>
        </message>
        <message>
            <source>θ does not move, as where the outer rate has fallen to zero at the end of the planned run.</source>
            <translation>θ 不移动，例如在计划的运行结束时，外循环学习率已降为零。</translation>
        </message>
        <message>
            <source>θ moves by {length}, {share} of its own length, most in {layer}.</source>
            <translation>θ 移动了 {length}，为自身长度的 {share}，移动最多的是“{layer}”。</translation>
        </message>
        <message>
            <source>how far θ moved by layer</source>
            <translation>各层 θ 移动的距离</translation>
        </message>
        <message>
            <source>random start</source>
            <translation>随机起点</translation>
        </message>
        <message>
            <source>nothing learned</source>
            <translation>什么也没学</translation>
        </message>
        <message>
            <source>best candidate</source>
            <translation>最佳候选</translation>
        </message>
        <message>
            <source>θ, the rule</source>
            <translation>θ：规则</translation>
        </message>
        <message>
            <source>θ, the network</source>
            <translation>θ：网络</translation>
        </message>
        <message>
            <source>θ, the start</source>
            <translation>θ：起点</translation>
        </message>
        <message>
            <source>θ, what is learned</source>
            <translation>θ：学到的内容</translation>
        </message>
        <message>
            <source>The search proposes a candidate, which adapts to the {tasks} tasks of the next batch.</source>
            <translation>搜索提出一个候选，由它适应下一批次的 {tasks} 个任务。</translation>
        </message>
        <message>
            <source>Each of the {tasks} tasks of the next batch is learned from a new random start. The gradient of the losses on the way is taken piece by piece.</source>
            <translation>下一批次的 {tasks} 个任务各从一个新的随机起点开始学习。沿途损失的梯度分段计算。</translation>
        </message>
        <message>
            <source>Each of the {tasks} tasks of the next batch is adapted to. The mean way from θ to where they ended is the direction.</source>
            <translation>逐一适应下一批次的 {tasks} 个任务。从 θ 到各终点的平均位移就是更新的方向。</translation>
        </message>
        <message>
            <source>The examples of the {tasks} tasks of the next batch are mixed, and the gradient of their loss is taken without any inner step.</source>
            <translation>把下一批次的 {tasks} 个任务的样本混在一起，不走内循环步，直接求其损失的梯度。</translation>
        </message>
        <message>
            <source>Starts a little beside θ adapt to the {tasks} tasks of the next batch. From their losses the gradient is estimated.</source>
            <translation>从 θ 附近略有偏移的若干起点出发，适应下一批次的 {tasks} 个任务。由它们的损失估计梯度。</translation>
        </message>
        <message>
            <source>Each of the {tasks} tasks of the next batch is adapted to. The gradient follows from where they ended, not from the way.</source>
            <translation>逐一适应下一批次的 {tasks} 个任务。梯度只取决于终点，与经过的路径无关。</translation>
        </message>
        <message>
            <source>Each of the {tasks} tasks of the next batch is adapted to. The gradients of the query losses at the ends are averaged.</source>
            <translation>逐一适应下一批次的 {tasks} 个任务。对各终点处查询集损失的梯度取平均。</translation>
        </message>
        <message>
            <source>Each of the {tasks} tasks of the next batch is adapted to. The gradient of their query losses, those of each step by its weight, is taken back through the inner steps.</source>
            <translation>逐一适应下一批次的 {tasks} 个任务。查询集损失按各步的权重计入，其梯度穿过内循环各步反向传播。</translation>
        </message>
        <message>
            <source>Each of the {tasks} tasks of the next batch is adapted to. The gradient of their mean query loss is taken back through the inner steps.</source>
            <translation>逐一适应下一批次的 {tasks} 个任务。平均查询集损失的梯度穿过内循环各步反向传播。</translation>
        </message>
        <message>
            <source>The support sets of the {tasks} tasks of the next batch are learned from, and the query sets say how well.</source>
            <translation>从下一批次的 {tasks} 个任务的支持集学习，由查询集判断学得如何。</translation>
        </message>
        <message>
            <source>Nothing is learned: the oracle is told what made each task, or works out the best answer.</source>
            <translation>什么也不学：全知者被告知每个任务由什么生成，或算出最佳答案。</translation>
        </message>
        <message>
            <source>Nothing goes from task to task: each one begins at random numbers.</source>
            <translation>任务之间什么也不传递：每个任务都从随机参数开始。</translation>
        </message>
        <message>
            <source>The outer loop tries whole learners, and the best one so far is used.</source>
            <translation>外循环试用整个学习器，并使用目前最好的一个。</translation>
        </message>
        <message>
            <source>It begins at random numbers: only the choice of the learner is learned.</source>
            <translation>它从随机参数开始：学到的只是选用哪个学习器。</translation>
        </message>
        <message>
            <source>θ, {count} numbers: the small network that turns gradients into steps.</source>
            <translation>θ，共 {count} 个数：把梯度变成步的小网络。</translation>
        </message>
        <message>
            <source>The learner itself begins at random numbers.</source>
            <translation>学习器本身从随机参数开始。</translation>
        </message>
        <message>
            <source>θ, {count} numbers, which all tasks share and no task changes.</source>
            <translation>θ，共 {count} 个数：由所有任务共享，任何任务都不改变它。</translation>
        </message>
        <message>
            <source>θ, {count} numbers: what every task begins with.</source>
            <translation>θ，共 {count} 个数：每个任务都由此开始。</translation>
        </message>
        <message>
            <source>The learned inner rates are among them.</source>
            <translation>其中包括学到的内循环学习率。</translation>
        </message>
        <message>
            <source>Only the {layers} will adapt, from zero; θ is shared.</source>
            <translation>只有 {layers} 会从零开始适应；θ 由所有任务共享。</translation>
        </message>
        <message>
            <source>Only {layers} will adapt; the rest is shared.</source>
            <translation>只有 {layers} 会适应；其余由所有任务共享。</translation>
        </message>
        <message>
            <source>It was trained on the examples of all tasks mixed together.</source>
            <translation>它是用所有任务混合在一起的样本训练的。</translation>
        </message>
        <message>
            <source>A step against the gradient, α = {rate} times it: length {length}.</source>
            <translation>沿梯度的反方向走一步，步长为梯度的 α = {rate} 倍：长度 {length}。</translation>
        </message>
        <message>
            <source>A step against the gradient, α = {rate} times it, held back towards the start: length {length}.</source>
            <translation>沿梯度的反方向走一步，步长为梯度的 α = {rate} 倍，并被拉回起点：长度 {length}。</translation>
        </message>
        <message>
            <source>A step against it, with the learned rates in place of α: length {length}.</source>
            <translation>逆着梯度走一步，以学到的学习率代替 α：长度为 {length}。</translation>
        </message>
        <message>
            <source>The learned network turns the gradient into a step: length {length}.</source>
            <translation>学习得到的网络把梯度变成一步：长度为 {length}。</translation>
        </message>
        <message>
            <source>The inner optimiser makes a step of this and the earlier gradients: length {length}.</source>
            <translation>内循环优化器由这一梯度和之前的梯度得出一步：长度为 {length}。</translation>
        </message>
        <message>
            <source>The strategy makes a step by its own rule: length {length}.</source>
            <translation>策略按自己的规则走一步：长度为 {length}。</translation>
        </message>
        <message>
            <source>the {solved}</source>
            <translation>{solved}</translation>
        </message>
        <message>
            <source>what all {every} give</source>
            <translation>全部 {every} 次作答的结果</translation>
        </message>
        <message>
            <source>Still {above} ± {half} in loss above {best}; the limit is {limit}.</source>
            <translation>损失仍比{best}高 {above} ± {half}；限度为 {limit}。</translation>
        </message>
        <message>
            <source>Within {limit} in loss of {best} after {needed} answers ({above} ± {half}).</source>
            <translation>{needed} 次作答之后，损失与{best}相差不超过 {limit}（{above} ± {half}）。</translation>
        </message>
        <message>
            <source>ability</source>
            <translation>能力</translation>
        </message>
        <message>
            <source>trait</source>
            <translation>特质</translation>
        </message>
        <message>
            <source>share of skills known at the end</source>
            <translation>最后掌握技能的比例</translation>
        </message>
        <message>
            <source>There are no others to compare with.</source>
            <translation>没有其他学生可供比较。</translation>
        </message>
        <message>
            <source>Nothing more is known of these students.</source>
            <translation>对这些学生没有更多了解。</translation>
        </message>
        <message>
            <source>Nothing that is known sets them apart: mean {name} {ours}, and {others} of the others.</source>
            <translation>已知的各项都不能把他们与其他学生区分开：“{name}”的均值为 {ours}，其他学生为 {others}。</translation>
        </message>
        <message>
            <source>In common: mean {name} {ours}, and {others} of the others.</source>
            <translation>共同之处：“{name}”的均值为 {ours}，其他学生为 {others}。</translation>
        </message>
        <message>
            <source>share right of the answers seen</source>
            <translation>已见作答的正确率</translation>
        </message>
        <message>
            <source>share right of the answers to predict</source>
            <translation>待预测作答的正确率</translation>
        </message>
        <message>
            <source>difference in the share right between first and later answers</source>
            <translation>最初作答与之后作答的正确率之差</translation>
        </message>
        <message>
            <source>As given; change an answer to see what would follow.</source>
            <translation>与原作答相同；改变一个作答，看看会有什么结果。</translation>
        </message>
        <message>
            <source>{supposed}: no prediction would change by half a point.</source>
            <translation>{supposed}：所有预测的变化都不到半个百分点。</translation>
        </message>
        <message>
            <source>{supposed}: {mean} points on average, most for item {item}: {before} → {after}.</source>
            <translation>{supposed}：预测平均变化 {mean} 个百分点，变化最大的是第 {item} 题：{before} → {after}。</translation>
        </message>
        <message>
            <source>The drawn task {name} is left out: a question of {family} is more than its item, so only answers to the very items that this student was asked can be shown.</source>
            <translation>自制任务 {name} 被略去：{family} 的一道题不只是题号，因此只能显示这名学生实际被问到的那些题的作答。</translation>
        </message>
        <message>
            <source>With {count} answers changed</source>
            <translation>改变 {count} 个作答</translation>
        </message>
        <message>
            <source>If item {item} were right</source>
            <translation>假如第 {item} 题答对</translation>
        </message>
        <message>
            <source>If item {item} were wrong</source>
            <translation>假如第 {item} 题答错</translation>
        </message>
        <message>
            <source>error on test tasks</source>
            <translation>测试任务上的误差</translation>
        </message>
        <message>
            <source>error on validation tasks</source>
            <translation>验证任务上的误差</translation>
        </message>
        <message>
            <source>error on test or validation tasks</source>
            <translation>测试或验证任务上的误差</translation>
        </message>
        <message>
            <source>right on test tasks</source>
            <translation>测试任务上的正确率</translation>
        </message>
        <message>
            <source>right on validation tasks</source>
            <translation>验证任务上的正确率</translation>
        </message>
        <message>
            <source>right on test or validation tasks</source>
            <translation>测试或验证任务上的正确率</translation>
        </message>
        <message>
            <source>{said} {few}</source>
            <translation>{said}{few}</translation>
        </message>
        <message>
            <source>So far: {said}</source>
            <translation>目前：{said}</translation>
        </message>
        <message>
            <source>{said} Means that lack a seed, which failed, diverged or overflowed, are not called best.</source>
            <translation>{said}缺少某个种子（失败、发散或溢出）的平均值不会被称为最好。</translation>
        </message>
        <message>
            <source>{said} One run failed and is left out.</source>
            <translation>{said}有一次运行失败，未计入。</translation>
        </message>
        <message>
            <source>{said} {count} runs failed and are left out.</source>
            <translation>{said}有 {count} 次运行失败，未计入。</translation>
        </message>
        <message>
            <source>{before}, {next}</source>
            <translation>{before}，{next}</translation>
        </message>
        <message>
            <source>an error of {mean}</source>
            <translation>误差 {mean}</translation>
        </message>
        <message>
            <source>{mean} right</source>
            <translation>正确率 {mean}</translation>
        </message>
        <message>
            <source>{failed} of {seeds} seeds failed</source>
            <translation>{seeds} 个种子中有 {failed} 个失败</translation>
        </message>
        <message>
            <source>{diverged} of {seeds} seeds diverged or overflowed</source>
            <translation>{seeds} 个种子中有 {diverged} 个发散或溢出</translation>
        </message>
        <message>
            <source>{failed} of {seeds} seeds failed and {diverged} diverged or overflowed</source>
            <translation>{seeds} 个种子中有 {failed} 个失败、{diverged} 个发散或溢出</translation>
        </message>
        <message>
            <source>{lost}.</source>
            <translation>{lost}。</translation>
        </message>
        <message>
            <source>{lost}; results so far: {count}.</source>
            <translation>{lost}；目前已有的结果：{count} 个。</translation>
        </message>
        <message>
            <source>{lost}; what is shown is of the other one.</source>
            <translation>{lost}；所示为另一个种子的结果。</translation>
        </message>
        <message>
            <source>{lost}; the mean is of the other {count}.</source>
            <translation>{lost}；平均值取自其余 {count} 个。</translation>
        </message>
        <message>
            <source>No combination of values has the results of all its seeds yet.</source>
            <translation>还没有一种取值组合得到全部种子的结果。</translation>
        </message>
        <message>
            <source>{after} {values} has {result}, with a single seed: more seeds would show whether that is chance.</source>
            <translation>{after}，{values} 得到{result}，但只有一个种子：更多种子才能显示这是否出于偶然。</translation>
        </message>
        <message>
            <source>{after} over {seeds} seeds: {result}.</source>
            <translation>{after}，{seeds} 个种子：{result}。</translation>
        </message>
        <message>
            <source>{after} {values} is best, with {result} over {seeds} seeds.</source>
            <translation>{after}，{values} 最好：{result}（{seeds} 个种子）。</translation>
        </message>
        <message>
            <source>as much to these digits</source>
            <translation>在这些位数上相同</translation>
        </message>
        <message>
            <source>{after} {values} has the best mean, {result} over {seeds} seeds, but {rival}, with {other}, is not shown to be worse.</source>
            <translation>{after}，{values} 的平均结果最好：{result}（{seeds} 个种子），但没有显示出{rival}（{other}）更差。</translation>
        </message>
        <message>
            <source>{after} {values} has the best mean, {result} over {seeds} seeds, but {count} others are not shown to be worse, such as {rival} with {other}.</source>
            <translation>{after}，{values} 的平均结果最好：{result}（{seeds} 个种子），但另有 {count} 种组合没有显示出更差，例如{rival}（{other}）。</translation>
        </message>
        <message>
            <source>There are no points yet: add them by double clicks, or paint them.</source>
            <translation>还没有点：请双击添加，或涂画出来。</translation>
        </message>
        <message>
            <source>made by hand</source>
            <translation>自制</translation>
        </message>
        <message>
            <source>{task}, changed by hand</source>
            <translation>{task}，手动修改过</translation>
        </message>
        <message>
            <source>changed by hand</source>
            <translation>手动修改过</translation>
        </message>
        <message>
            <source>{count} of {all} points lie outside the picture, which goes from {low} to {high}.</source>
            <translation>{all} 个点中有 {count} 个在图外，图的范围是 {low} 到 {high}。</translation>
        </message>
        <message>
            <source>{count} of {all} points lie far above or below those of all sampled tasks, which go from {low} to {high}: adapting to them may fail.</source>
            <translation>{all} 个点中有 {count} 个远高于或远低于所有抽样任务的点（{low} 到 {high}）：适应它们可能失败。</translation>
        </message>
        <message>
            <source>{strategy} must be told what made a task, and nobody knows that of one made by hand.</source>
            <translation>{strategy} 需要知道任务是如何生成的，而自制的任务无从得知。</translation>
        </message>
        <message>
            <source>{strategy} cannot adapt to this task ({why}); try another number of examples.</source>
            <translation>{strategy} 不能适应这个任务（{why}）；请换一个样本数。</translation>
        </message>
        <message>
            <source>{verdict}, {basis}.</source>
            <translation>{verdict}，{basis}。</translation>
        </message>
        <message>
            <source>That is about these two trained states; other seeds may tell otherwise.</source>
            <translation>这只说明这两个训练所得的状态；换用其他种子，结论可能不同。</translation>
        </message>
        <message>
            <source>For the trained states alone a difference is shown, but it varies too much by seed.</source>
            <translation>仅就这些训练所得的状态而言显示出差别，但差别随种子变化太大。</translation>
        </message>
        <message>
            <source>The tasks are few and uneven, so the interval is rough.</source>
            <translation>任务少且参差不齐，因此区间只是粗略的。</translation>
        </message>
        <message>
            <source>Of all {count}, {name} is the best {after}: better than each other one, corrected for {pairs} comparisons (Holm).</source>
            <translation>{after}，{count} 个中 {name} 最好：优于其余每一个，已对 {pairs} 次比较作校正（Holm）。</translation>
        </message>
        <message>
            <source>None of the {count} is shown to be the best {after}: not better than each other one, corrected for {pairs} comparisons (Holm).</source>
            <translation>{after}，{count} 个中没有显示出哪一个最好：没有一个优于其余每一个，已对 {pairs} 次比较作校正（Holm）。</translation>
        </message>
        <message>
            <source>{more} took {times} times the gradient evaluations of {less} to train.</source>
            <translation>训练 {more} 所用的梯度计算次数是 {less} 的 {times} 倍。</translation>
        </message>
        <message>
            <source>on the same validation task at meta-iteration {iteration}</source>
            <translation>基于元迭代 {iteration} 时的同一个验证任务</translation>
        </message>
        <message>
            <source>on the same {tasks} validation tasks at meta-iteration {iteration}</source>
            <translation>基于元迭代 {iteration} 时相同的 {tasks} 个验证任务</translation>
        </message>
        <message>
            <source>on the same {tasks} validation tasks at meta-iteration {iteration}, {seeds} seeds</source>
            <translation>基于元迭代 {iteration} 时相同的 {tasks} 个验证任务、{seeds} 个种子</translation>
        </message>
        <message>
            <source>on the same task</source>
            <translation>在同一个任务上</translation>
        </message>
        <message>
            <source>on the same {tasks} tasks</source>
            <translation>基于相同的 {tasks} 个任务</translation>
        </message>
        <message>
            <source>on the same {tasks} tasks, {seeds} seeds</source>
            <translation>基于相同的 {tasks} 个任务、{seeds} 个种子</translation>
        </message>
        <message>
            <source>{figures} percentage points</source>
            <translation>{figures} 个百分点</translation>
        </message>
        <message>
            <source>{better} is better than {worse} by {amount} {after}, {basis}.</source>
            <translation>{after}，{better} 比 {worse} 好 {amount}，{basis}。</translation>
        </message>
        <message>
            <source>No difference between {first} and {second} is shown {after}: it is {amount}, {basis}.</source>
            <translation>{after}，没有显示出 {first} 与 {second} 之间有差别：差值为 {amount}，{basis}。</translation>
        </message>
        <message>
            <source>{first} and {second} are equal {after}</source>
            <translation>{after}，{first} 与 {second} 结果相同</translation>
        </message>
        <message>
            <source>{first} less {second} is {amount} {after}, {basis}: one task gives no interval, so nothing is shown.</source>
            <translation>{after}，{first} 减 {second} 为 {amount}，{basis}：一个任务给不出区间，因此什么也没有显示出来。</translation>
        </message>
        <message>
            <source>{name} is better on {share} of the tasks, and both are equal on {equal}.</source>
            <translation>{name} 在 {share} 的任务上更好，在 {equal} 的任务上两者相同。</translation>
        </message>
        <message>
            <source>{name} is better on {share} of the tasks.</source>
            <translation>{name} 在 {share} 的任务上更好。</translation>
        </message>
        <message>
            <source>{first} and {second} cannot be compared {after}: on {bad} tasks the loss of {worse} overflows.</source>
            <translation>{after}，无法比较 {first} 和 {second}：在 {bad} 个任务上，{worse} 的损失溢出。</translation>
        </message>
        <message>
            <source>--database names no file; write --database FILE.</source>
            <translation>--database 没有给出文件；请写成 --database FILE。</translation>
        </message>
        <message>
            <source>{given} is not understood; give one FILE, or --example NAME, or see --help.</source>
            <translation>无法理解 {given}；请给出一个文件名，或 --example NAME，或查看 --help。</translation>
        </message>
        <message>
            <source>{why} So only plain meta-iterations are measured.</source>
            <translation>{why}因此只测量普通的元迭代。</translation>
        </message>
        <message>
            <source>test on {tasks} unseen tasks</source>
            <translation>在 {tasks} 个未见过的任务上测试</translation>
        </message>
        <message>
            <source>{path} names {file}, which is not there. Put it back to go on.</source>
            <translation>{path} 指向 {file}，但它不在那里。请放回后再继续。</translation>
        </message>
        <message>
            <source>{path} names {named}, and there is no {file}: paths count from the folder in which the program is started.</source>
            <translation>{path} 指向 {named}，但没有 {file}：路径从启动程序时所在的文件夹算起。</translation>
        </message>
        <message>
            <source>{why} It cannot go on; export its experiment with "{command}" and run it again.</source>
            <translation>{why}它无法继续；请用“{command}”导出它的实验并重新运行。</translation>
        </message>
        <message>
            <source>{note} Name it with --set {path}=FILE.</source>
            <translation>{note}请用 --set {path}=FILE 给出文件。</translation>
        </message>
        <message>
            <source>--set {setting} has no value; write PATH=VALUE.</source>
            <translation>--set {setting} 没有值；请写成 PATH=VALUE。</translation>
        </message>
        <message>
            <source>RUN is {value}; it must be the number of a run, as '{command}' shows it.</source>
            <translation>RUN 为 {value}；应为运行的编号，可用 {command} 查看。</translation>
        </message>
        <message>
            <source>{file} is a folder; name a file to write.</source>
            <translation>{file} 是文件夹；请给出要写入的文件名。</translation>
        </message>
        <message>
            <source>The file {file} cannot be written: {why}.</source>
            <translation>无法写入文件 {file}：{why}。</translation>
        </message>
        <message>
            <source>The file {file} cannot be written: you may not write in its folder.</source>
            <translation>无法写入文件 {file}：您没有权限写入它所在的文件夹。</translation>
        </message>
        <message>
            <source>{why} The result follows.</source>
            <translation>{why}结果如下。</translation>
        </message>
        <message>
            <source>The result cannot be written to standard output: {why}.</source>
            <translation>无法把结果写到标准输出：{why}。</translation>
        </message>
        <message>
            <source>The database {file} is in use by another program. Run it again as soon as it is free.</source>
            <translation>数据库 {file} 正被其他程序使用。请等它空闲后重新运行。</translation>
        </message>
        <message>
            <source>The disk with {file} is full. Free some space and run it again.</source>
            <translation>{file} 所在的磁盘已满。请腾出空间后重新运行。</translation>
        </message>
        <message>
            <source>The disk failed to read or write {file}. Check the disk and run it again.</source>
            <translation>磁盘读写 {file} 失败。请检查磁盘后重新运行。</translation>
        </message>
        <message>
            <source>--page is {page}; it must be one of {allowed}.</source>
            <translation>--page 为 {page}；必须是 {allowed} 之一。</translation>
        </message>
        <message>
            <source>A picture of this page needs another experiment; name one with --against.</source>
            <translation>此页面的图片需要另一个实验；请用 --against 指定。</translation>
        </message>
        <message>
            <source>A picture of this page needs values; write --over PATH=VALUES, as in --over strategy.inner_lr=0.001:1:log:7.</source>
            <translation>此页面的图片需要取值；请写 --over PATH=VALUES，例如 --over strategy.inner_lr=0.001:1:log:7。</translation>
        </message>
        <message>
            <source>--over goes with --page sweep.</source>
            <translation>--over 需与 --page sweep 一起使用。</translation>
        </message>
        <message>
            <source>--theme is {value}; it must be light or dark.</source>
            <translation>--theme 为 {value}；应为 light 或 dark。</translation>
        </message>
        <message>
            <source>--out is {file}; it must end in .png.</source>
            <translation>--out 为 {file}；文件名应以 .png 结尾。</translation>
        </message>
        <message>
            <source>--against is an experiment on {other}, and this one is on {own}; name one on the same task family.</source>
            <translation>--against 是关于{other}的实验，而这一个是关于{own}的；请指定同一任务族的实验。</translation>
        </message>
        <message>
            <source>--against is the same experiment; change this one with --set, or name another.</source>
            <translation>--against 是同一个实验；请用 --set 修改这一个，或指定另一个。</translation>
        </message>
        <message>
            <source>--size is {value}; it must be WIDTHxHEIGHT, each from 320 to 7680, as in 1440x900.</source>
            <translation>--size 为 {value}；应写成 宽x高，各为 320 到 7680，例如 1440x900。</translation>
        </message>
        <message>
            <source>--out is {file}; it must end in one of {endings}.</source>
            <translation>--out 为 {file}；文件名应以 {endings} 之一结尾。</translation>
        </message>
        <message>
            <source>A report has at most {most} runs.</source>
            <translation>一份报告最多包含 {most} 次运行。</translation>
        </message>
        <message>
            <source>Run {number} was named more than once; it is reported once.</source>
            <translation>运行 {number} 被指定了不止一次；只报告一次。</translation>
        </message>
        <message>
            <source>Wrote {file}.</source>
            <translation>已写入 {file}。</translation>
        </message>
        <message>
            <source>--database and --no-save exclude each other; give one of them.</source>
            <translation>--database 和 --no-save 不能同时使用；请只给出其中一个。</translation>
        </message>
        <message>
            <source>Stopped at iteration {iteration}; "{command}" goes on from there.</source>
            <translation>已在第 {iteration} 次元迭代停止；可用“{command}”从该处继续。</translation>
        </message>
        <message>
            <source>"{command}" tries again from iteration {iteration}.</source>
            <translation>可用“{command}”从第 {iteration} 次元迭代重试。</translation>
        </message>
        <message>
            <source>{differences} Run {run} may end otherwise than it would have; add --anyway to continue it.</source>
            <translation>{differences}运行 {run} 的结果可能与原本不同；如仍要继续，请加上 --anyway。</translation>
        </message>
        <message>
            <source>Run {run} may end otherwise than it would have. Continue it?</source>
            <translation>运行 {run} 的结果可能与原本不同。要继续吗？</translation>
        </message>
        <message>
            <source>The database {file} does not answer.</source>
            <translation>数据库 {file} 没有响应。</translation>
        </message>
        <message>
            <source>This run is not saved.</source>
            <translation>此次运行未保存。</translation>
        </message>
        <message>
            <source>The end of this run is not saved; "{command}" makes it again.</source>
            <translation>此次运行的结尾部分未保存；可用“{command}”重新得到。</translation>
        </message>
        <message>
            <source>{why} {lost}</source>
            <translation>{why}{lost}</translation>
        </message>
        <message>
            <source>There is no database {file}.</source>
            <translation>没有数据库 {file}。</translation>
        </message>
        <message>
            <source>The database {file} cannot be used: {why}.</source>
            <translation>无法使用数据库 {file}：{why}。</translation>
        </message>
        <message>
            <source>Wrote {file} ({size}).</source>
            <translation>已写入 {file}（{size}）。</translation>
        </message>
        <message>
            <source>The file {file} is an experiment, not a shared file; "{command}" runs it.</source>
            <translation>文件 {file} 是实验，不是共享文件；可用“{command}”运行。</translation>
        </message>
        <message>
            <source>The file {file} is a result, not a shared file; export the run to a file that ends in {ending}.</source>
            <translation>文件 {file} 是结果，不是共享文件；请把运行导出到以 {ending} 结尾的文件。</translation>
        </message>
        <message>
            <source>--state is {value}, which is not known{hint}</source>
            <translation>--state 为 {value}，这是未知的{hint}</translation>
        </message>
        <message>
            <source>Deleting is for good; add --yes to delete {runs}.</source>
            <translation>删除后无法恢复；如要删除 {runs}，请加上 --yes。</translation>
        </message>
        <message>
            <source>Delete for good {runs}?</source>
            <translation>要永久删除 {runs} 吗？</translation>
        </message>
        <message>
            <source>--continue goes on with a sweep as it was begun; give only its number.</source>
            <translation>--continue 按开始时的设定继续一次扫描；请只给出它的编号。</translation>
        </message>
        <message>
            <source>Name an experiment file or an example, or a sweep with --continue.</source>
            <translation>请给出实验文件或示例，或用 --continue 给出一次扫描。</translation>
        </message>
        <message>
            <source>A sweep needs values; write --over PATH=VALUES, as in --over strategy.inner_lr=0.001:1:log:7.</source>
            <translation>扫描需要取值；请写成 --over PATH=VALUES，例如 --over strategy.inner_lr=0.001:1:log:7。</translation>
        </message>
        <message>
            <source>Stopped after {done} of {all} runs; "{command}" goes on from there.</source>
            <translation>已停止，{all} 次运行中完成了 {done} 次；可用“{command}”从该处继续。</translation>
        </message>
        <message>
            <source>{path} is {value}; write it without a point or exponent, as {whole}.</source>
            <translation>{path} 为 {value}；请不用小数点或指数，写成 {whole}。</translation>
        </message>
        <message>
            <source>{path} is {value}; it must be {allowed}.</source>
            <translation>{path} 为 {value}；应为：{allowed}。</translation>
        </message>
        <message>
            <source>{path} is not known{hint}</source>
            <translation>未知的 {path}{hint}</translation>
        </message>
        <message>
            <source>; did you mean {word}?</source>
            <translation>；您是指 {word} 吗？</translation>
        </message>
        <message>
            <source>; known are {words}.</source>
            <translation>；已知的有 {words}。</translation>
        </message>
        <message>
            <source>.</source>
            <translation>。</translation>
        </message>
        <message>
            <source>a whole number{limits}</source>
            <translation>{limits}整数</translation>
        </message>
        <message>
            <source>a number{limits}</source>
            <translation>{limits}数</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true 或 false</translation>
        </message>
        <message>
            <source>one of {choices}</source>
            <translation>{choices} 之一</translation>
        </message>
        <message>
            <source>two numbers [low, high], the low one first, each{limits}</source>
            <translation>[低, 高] 两个数，低的在前，各为：{limits}数</translation>
        </message>
        <message>
            <source>a list of {shortest} to {longest} whole numbers, each{limits}</source>
            <translation>含 {shortest} 到 {longest} 项的列表，每项为：{limits}整数</translation>
        </message>
        <message>
            <source>{allowed}, or left out</source>
            <translation>{allowed}，也可不填</translation>
        </message>
        <message>
            <source>the path of a file or folder on this computer, not a network address, in one line of at most {longest} characters</source>
            <translation>本机上某个文件或文件夹的路径，不能是网络地址，写成一行，最多 {longest} 个字符</translation>
        </message>
        <message>
            <source>text of one line and at most {longest} characters</source>
            <translation>一行、不超过 {longest} 个字符的文本</translation>
        </message>
        <message>
            <source> from {low} to {high}</source>
            <translation>{low} 到 {high} 之间的</translation>
        </message>
        <message>
            <source> above {low} and at most {high}</source>
            <translation>大于 {low} 且不超过 {high} 的</translation>
        </message>
        <message>
            <source> of at least {low}</source>
            <translation>不小于 {low} 的</translation>
        </message>
        <message>
            <source> above {low}</source>
            <translation>大于 {low} 的</translation>
        </message>
        <message>
            <source> of at most {high}</source>
            <translation>不超过 {high} 的</translation>
        </message>
        <message>
            <source>{path} is missing; it must be one of {keys}.</source>
            <translation>缺少 {path}；应为 {keys} 之一。</translation>
        </message>
        <message>
            <source>{path} is {value}, which is not known{hint}</source>
            <translation>{path} 为 {value}，这是未知的{hint}</translation>
        </message>
        <message>
            <source>its name is not one that this system allows; choose another</source>
            <translation>本系统不允许这样的文件名；请换一个</translation>
        </message>
        <message>
            <source>it is a folder; choose the name of a file</source>
            <translation>它是文件夹；请给出文件名</translation>
        </message>
        <message>
            <source>it is not an ordinary file; choose another name</source>
            <translation>它不是普通文件；请换一个名称</translation>
        </message>
        <message>
            <source>there is no folder {folder}; choose one that exists</source>
            <translation>没有文件夹 {folder}；请选择已有的文件夹</translation>
        </message>
        <message>
            <source>{what}; try again, or choose another folder</source>
            <translation>{what}；请重试，或换一个文件夹</translation>
        </message>
        <message>
            <source>the disk is full; free some space or choose another folder</source>
            <translation>磁盘已满；请腾出空间，或换一个文件夹</translation>
        </message>
        <message>
            <source>you may not write in its folder; choose another one</source>
            <translation>您无权写入该文件夹；请换一个</translation>
        </message>
        <message>
            <source>the disk failed; check it, or choose another one</source>
            <translation>磁盘出错；请检查磁盘，或换一个</translation>
        </message>
        <message>
            <source>the disk cannot be written to; choose a folder on another one</source>
            <translation>该磁盘不可写入；请选择其他磁盘上的文件夹</translation>
        </message>
        <message>
            <source>its name is too long; choose a shorter one</source>
            <translation>文件名太长；请换一个较短的</translation>
        </message>
        <message>
            <source>it is in use by another program; close it there or choose another name</source>
            <translation>它正被其他程序使用；请在那里关闭它，或换一个名称</translation>
        </message>
        <message>
            <source>too many files are open; close some programs and try again</source>
            <translation>打开的文件太多；请关闭一些程序后重试</translation>
        </message>
        <message>
            <source>The system ended the process of the run, as it does when memory runs out.</source>
            <translation>系统结束了运行所在的进程，内存耗尽时会这样。</translation>
        </message>
        <message>
            <source>The process of the run ended unexpectedly (status {status}).</source>
            <translation>运行所在的进程意外结束（状态 {status}）。</translation>
        </message>
        <message>
            <source>The learned state is too large to be saved.</source>
            <translation>学到的状态太大，无法保存。</translation>
        </message>
        <message>
            <source>The checkpoint is larger than {most} bytes.</source>
            <translation>检查点大于 {most} 字节。</translation>
        </message>
        <message>
            <source>This is not a checkpoint that was saved by this version.</source>
            <translation>这不是由本版本保存的检查点。</translation>
        </message>
        <message>
            <source>The checkpoint is damaged.</source>
            <translation>检查点已损坏。</translation>
        </message>
        <message>
            <source>{what} was {then} and is {now}.</source>
            <translation>{what}原为 {then}，现为 {now}。</translation>
        </message>
        <message>
            <source>The version of this program</source>
            <translation>本程序的版本</translation>
        </message>
        <message>
            <source>The version of torch</source>
            <translation>torch 的版本</translation>
        </message>
        <message>
            <source>The processor</source>
            <translation>处理器</translation>
        </message>
        <message>
            <source>The number of threads</source>
            <translation>线程数</translation>
        </message>
        <message>
            <source>The device</source>
            <translation>计算设备</translation>
        </message>
        <message>
            <source>The data that {path} names has changed.</source>
            <translation>{path} 所指的数据已更改。</translation>
        </message>
        <message>
            <source>it is not a file</source>
            <translation>不是文件</translation>
        </message>
        <message>
            <source>The file {file} cannot be read: {why}.</source>
            <translation>无法读取文件 {file}：{why}。</translation>
        </message>
        <message>
            <source>Meta-iterations are compiled for the processor only so far.</source>
            <translation>目前只为处理器编译元迭代。</translation>
        </message>
        <message>
            <source>This version of torch cannot call compiled code.</source>
            <translation>此版本的 torch 不能调用编译后的代码。</translation>
        </message>
        <message>
            <source>Compiling is supported on Linux only so far.</source>
            <translation>目前只在 Linux 上支持编译。</translation>
        </message>
        <message>
            <source>There is no C++ compiler on this machine.</source>
            <translation>此机器上没有 C++ 编译器。</translation>
        </message>
        <message>
            <source>The meta-iteration could not be compiled: {why}</source>
            <translation>元迭代无法编译：{why}</translation>
        </message>
        <message>
            <source>The outer learning rate {rate} moves the start to where the loss overflows, at iteration {iteration}. Try {lower}. The last good state is kept.</source>
            <translation>外循环学习率 {rate} 在第 {iteration} 次元迭代把起点移到了损失溢出之处。请试试 {lower}。最后的正常状态已保留。</translation>
        </message>
        <message>
            <source>The loss stopped being a finite number at iteration {iteration}, before any inner step. The last good state is kept.</source>
            <translation>第 {iteration} 次元迭代时，尚未执行内循环步，损失就不再是有限数。最后的正常状态已保留。</translation>
        </message>
        <message>
            <source>The loss stopped being a finite number at iteration {iteration}. The last good state is kept.</source>
            <translation>第 {iteration} 次元迭代时，损失不再是有限数。最后的正常状态已保留。</translation>
        </message>
        <message>
            <source>The inner learning rate {rate} makes the gradient through {inner_steps} overflow at iteration {iteration}. Try a value below {lower}. The last good state is kept.</source>
            <translation>内循环学习率 {rate} 使穿过{inner_steps}的梯度在第 {iteration} 次元迭代溢出。请试试小于 {lower} 的值。最后的正常状态已保留。</translation>
        </message>
        <message>
            <source>The inner learning rate {rate} makes the loss overflow at inner step {step} of iteration {iteration}. Try a value below {lower}. The last good state is kept.</source>
            <translation>内循环学习率 {rate} 使损失在第 {iteration} 次元迭代的内循环第 {step} 步溢出。请试试小于 {lower} 的值。最后的正常状态已保留。</translation>
        </message>
        <message>
            <source>one inner step</source>
            <translation>一个内循环步</translation>
        </message>
        <message>
            <source>{steps} inner steps</source>
            <translation> {steps} 个内循环步</translation>
        </message>
        <message>
            <source>The checkpoint is of another experiment.</source>
            <translation>该检查点属于另一个实验。</translation>
        </message>
        <message>
            <source>What the checkpoint has learned does not fit the experiment, as when its data have changed.</source>
            <translation>检查点中学到的内容与实验不符，例如实验的数据已更改。</translation>
        </message>
        <message>
            <source>It does not fit the experiment, as when its data have changed.</source>
            <translation>它与实验不符，例如实验的数据已更改。</translation>
        </message>
        <message>
            <source>The target is reached: validation loss {loss} after inner step {step}, below {target}.</source>
            <translation>已达到目标：内循环第 {step} 步后验证损失为 {loss}，低于 {target}。</translation>
        </message>
        <message>
            <source>The run needs more memory than there is. Try a smaller meta-batch or a smaller network.</source>
            <translation>运行所需的内存超过现有内存。请试用较小的元批次或较小的网络。</translation>
        </message>
        <message>
            <source>The run failed on an unexpected error: {error}</source>
            <translation>运行因意外错误而失败：{error}</translation>
        </message>
        <message>
            <source>The learned state is damaged.</source>
            <translation>学到的状态已损坏。</translation>
        </message>
        <message>
            <source>The compiled meta-iteration failed: {why}</source>
            <translation>编译后的元迭代失败了：{why}</translation>
        </message>
        <message>
            <source>The compiled meta-iteration gave something else than the plain one.</source>
            <translation>编译后的元迭代与普通的元迭代结果不同。</translation>
        </message>
        <message>
            <source>Compiling would not make this experiment faster.</source>
            <translation>编译不会使此实验更快。</translation>
        </message>
        <message>
            <source>{strategy} cannot be compiled, or not yet; its steps are made one operation after another.</source>
            <translation>{strategy} 不能编译，或目前还不能；它的各步按运算逐个完成。</translation>
        </message>
        <message>
            <source>schedule.device is 'cuda', but no such graphics card can be used here; set it to cpu.</source>
            <translation>schedule.device 为 cuda，但这里没有可用的 NVIDIA 显卡；请改为 cpu。</translation>
        </message>
        <message>
            <source>Meta-iterations were made by compiled code, which cannot be had here.</source>
            <translation>元迭代是由编译后的代码完成的，而此处没有这样的代码。</translation>
        </message>
        <message>
            <source>The strategy is trained on {ours} and cannot be judged on {theirs}, whose loss is {other} and not {loss}.</source>
            <translation>策略在“{ours}”上训练，不能在“{theirs}”上评估：后者的损失是{other}，而不是{loss}。</translation>
        </message>
        <message>
            <source>The strategy is trained on {ours}, whose examples have {shape}; it cannot be judged on {theirs}, whose examples have {other}.</source>
            <translation>策略在“{ours}”上训练，其样本有{shape}；不能在“{theirs}”上评估，后者的样本有{other}。</translation>
        </message>
        <message>
            <source>{inputs} inputs and {outputs} outputs</source>
            <translation> {inputs} 个输入和 {outputs} 个输出</translation>
        </message>
        <message>
            <source>{path} is {kind}: {why}</source>
            <translation>{path} 为 {kind}：{why}</translation>
        </message>
        <message>
            <source>The line {line} is missing.</source>
            <translation>缺少 {line} 这一行。</translation>
        </message>
        <message>
            <source>format is {given}; it must be {known}, the only one this version reads.</source>
            <translation>format 为 {given}；应为 {known}，本版本只能读取这一种。</translation>
        </message>
        <message>
            <source>title is {value}; it must be text of at most 200 characters.</source>
            <translation>title 为 {value}；应为不超过 200 个字符的文本。</translation>
        </message>
        <message>
            <source>The value {start}... is too long.</source>
            <translation>值 {start}… 太长。</translation>
        </message>
        <message>
            <source>{section} is {value}; it must be a section, [{section}].</source>
            <translation>{section} 为 {value}；应为一节，即 [{section}]。</translation>
        </message>
        <message>
            <source>drawn is {value}; each drawn task must be a section of its own that begins with [[drawn]].</source>
            <translation>drawn 是{value}；每个自制任务必须是以 [[drawn]] 开头的单独一节。</translation>
        </message>
        <message>
            <source>drawn has {given} tasks; there may be at most {most}.</source>
            <translation>drawn 有 {given} 个任务；最多可有 {most} 个。</translation>
        </message>
        <message>
            <source>{path} is {value}, as another drawn task is called.</source>
            <translation>{path} 为 {value}，与另一个自制任务同名。</translation>
        </message>
        <message>
            <source>The drawn tasks take {taken} bytes together; there may be at most {most}.</source>
            <translation>自制任务共占 {taken} 字节；最多可占 {most} 字节。</translation>
        </message>
        <message>
            <source>{first} or {last}</source>
            <translation>{first} 或 {last}</translation>
        </message>
        <message>
            <source>{path} is missing.</source>
            <translation>缺少 {path}。</translation>
        </message>
        <message>
            <source>{path} takes {taken} bytes; a drawn task may take at most {most}.</source>
            <translation>{path} 占 {taken} 字节；一个自制任务最多可占 {most} 字节。</translation>
        </message>
        <message>
            <source>; {kind} tasks have {keys}.</source>
            <translation>；{kind} 类任务的键为 {keys}。</translation>
        </message>
        <message>
            <source>a single table</source>
            <translation>单个表</translation>
        </message>
        <message>
            <source>a list with tables in it</source>
            <translation>含有表的列表</translation>
        </message>
        <message>
            <source>text of 1 to {most} characters, without blanks around it</source>
            <translation>1 到 {most} 个字符的文本，首尾没有空白</translation>
        </message>
        <message>
            <source>1 to {most} lists of the same 1 to {features} numbers from {low} to {high}</source>
            <translation>1 到 {most} 个长度相同的列表，每个含 1 到 {features} 个 {low} 到 {high} 之间的数</translation>
        </message>
        <message>
            <source>a number from {low} to {high} for each of the inputs</source>
            <translation>每个输入对应一个 {low} 到 {high} 之间的数</translation>
        </message>
        <message>
            <source>1 to {most} pairs of numbers from {low} to {high}</source>
            <translation>1 到 {most} 对 {low} 到 {high} 之间的数</translation>
        </message>
        <message>
            <source>a whole number from 0 to {most} for each of the inputs</source>
            <translation>每个输入对应一个 0 到 {most} 之间的整数</translation>
        </message>
        <message>
            <source>2 to {classes} classes of up to {pictures} pictures, two of them not empty, each picture of 1 to {strokes} strokes of 1 to {points} points [x, y] from 0 to 1</source>
            <translation>2 到 {classes} 个类别，每类最多 {pictures} 张图片，至少两类不为空；每张图片含 1 到 {strokes} 笔，每笔含 1 到 {points} 个点 [x, y]，坐标在 0 到 1 之间</translation>
        </message>
        <message>
            <source>1 to {most} whole numbers from 1 to {last}</source>
            <translation>1 到 {most} 个 1 到 {last} 之间的整数</translation>
        </message>
        <message>
            <source>true or false for each of the items</source>
            <translation>每道题对应一个 true 或 false</translation>
        </message>
        <message>
            <source>its tasks cannot be made by hand</source>
            <translation>它的任务不能自制</translation>
        </message>
        <message>
            <source>the kind is {kind}, not {wanted}</source>
            <translation>类型是 {kind}，而不是 {wanted}</translation>
        </message>
        <message>
            <source>The drawn task {name} does not fit {family}: {why}. It is left out.</source>
            <translation>自制任务 {name} 不适合{family}：{why}。已将它略去。</translation>
        </message>
        <message>
            <source>each input has {given} numbers, not {wanted}</source>
            <translation>每个输入有 {given} 个数，而不是 {wanted} 个</translation>
        </message>
        <message>
            <source>it has {given} classes, and no more than {most} can be told apart</source>
            <translation>它有 {given} 个类别，而最多只能区分 {most} 个</translation>
        </message>
        <message>
            <source>it answers item {item}, and there are {count} items</source>
            <translation>它回答了第 {item} 题，而题目共有 {count} 道</translation>
        </message>
        <message>
            <source>{path} is not a part of this experiment.</source>
            <translation>{path} 不是本实验的组成部分。</translation>
        </message>
        <message>
            <source>{path} cannot change while running.</source>
            <translation>{path} 在运行中不能更改。</translation>
        </message>
        <message>
            <source>{path} is not a parameter of this experiment.</source>
            <translation>{path} 不是本实验的参数。</translation>
        </message>
        <message>
            <source>The text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>The file {file}</source>
            <translation>文件 {file} </translation>
        </message>
        <message>
            <source>There is no example {name}{hint}</source>
            <translation>没有示例 {name}{hint}</translation>
        </message>
        <message>
            <source>There is no file or example {name}{hint}</source>
            <translation>没有文件或示例 {name}{hint}</translation>
        </message>
        <message>
            <source>The file {file} is a result, not an experiment; an experiment is a TOML file.</source>
            <translation>文件 {file} 是结果，不是实验；实验是 TOML 文件。</translation>
        </message>
        <message>
            <source>{file} is a folder; an experiment is a TOML file.</source>
            <translation>{file} 是文件夹；实验应为 TOML 文件。</translation>
        </message>
        <message>
            <source>{file} is not an ordinary file; an experiment is a TOML file.</source>
            <translation>{file} 不是普通文件；实验应为 TOML 文件。</translation>
        </message>
        <message>
            <source>{what} is larger than {most} bytes, so it is not an experiment.</source>
            <translation>{what}大于 {most} 字节，因此不是实验。</translation>
        </message>
        <message>
            <source>{what} is empty; an experiment needs its sections [task], [learner] and [strategy].</source>
            <translation>{what}是空的；实验需要 [task]、[learner] 和 [strategy] 三节。</translation>
        </message>
        <message>
            <source>{what} nests its tables too deep, so it is not an experiment.</source>
            <translation>{what}中的表嵌套太深，因此不是实验。</translation>
        </message>
        <message>
            <source>{what} is not text, so it is not an experiment.</source>
            <translation>{what}不是有效的文本，因此不是实验。</translation>
        </message>
        <message>
            <source>{what} is not valid TOML: {why}.</source>
            <translation>{what}不是有效的 TOML：{why}。</translation>
        </message>
        <message>
            <source>{key} is given twice, again in line {line}</source>
            <translation>{key} 出现了两次，第二次在第 {line} 行</translation>
        </message>
        <message>
            <source>{section}.target_step is {step}; it must be at most {section}.evaluation_steps, which is {most}.</source>
            <translation>{section}.target_step 为 {step}；不应超过 {section}.evaluation_steps，后者为 {most}。</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Learning Strategy Simulator {version}

A laboratory for learning to learn. Every run stays on this machine; the program uses no network.</source>
            <translation>学习策略模拟器 {version}

研究“学会学习”的实验室。所有运行都只保存在本机；程序不使用网络。</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Start, pause or continue the run</source>
            <translation>开始、暂停或继续运行</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>单步</translation>
        </message>
        <message>
            <source>Make one meta-iteration, then wait</source>
            <translation>执行一次元迭代，然后等待</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>End the run and keep what it did</source>
            <translation>结束运行，保留已有结果</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Forget the current run</source>
            <translation>丢弃当前运行</translation>
        </message>
        <message>
            <source>&amp;Run</source>
            <translation>运行(&amp;R)</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>Open...</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>Earlier edits</source>
            <translation>早先的修改</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save as...</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Share as one file...</source>
            <translation>共享为单个文件…</translation>
        </message>
        <message>
            <source>Share with its runs...</source>
            <translation>连同运行一起共享…</translation>
        </message>
        <message>
            <source>Write the current run and the ticked ones as a page with pictures, numbers and settings</source>
            <translation>把当前运行和勾选的运行写成一页，含图、数值和设置</translation>
        </message>
        <message>
            <source>Report...</source>
            <translation>报告…</translation>
        </message>
        <message>
            <source>Export {plot}</source>
            <translation>导出“{plot}”</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>Copy the experiment as text</source>
            <translation>将实验复制为文本</translation>
        </message>
        <message>
            <source>Paste an experiment</source>
            <translation>粘贴实验</translation>
        </message>
        <message>
            <source>Copy {plot}</source>
            <translation>复制“{plot}”</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Undo {change}</source>
            <translation>撤销“{change}”</translation>
        </message>
        <message>
            <source>Redo {change}</source>
            <translation>重做“{change}”</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Follow the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Next task</source>
            <translation>下一个任务</translation>
        </message>
        <message>
            <source>Previous task</source>
            <translation>上一个任务</translation>
        </message>
        <message>
            <source>Next inner step</source>
            <translation>下一个内循环步</translation>
        </message>
        <message>
            <source>Previous inner step</source>
            <translation>上一个内循环步</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>恢复默认布局</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>Show its effect</source>
            <translation>显示其影响</translation>
        </message>
        <message>
            <source>Run a small sweep around this value in the background, and draw what it changes</source>
            <translation>在后台围绕此值做一次小型扫描，并画出它改变了什么</translation>
        </message>
        <message>
            <source>PNG picture</source>
            <translation>PNG 图片</translation>
        </message>
        <message>
            <source>SVG drawing</source>
            <translation>SVG 矢量图</translation>
        </message>
        <message>
            <source>CSV table</source>
            <translation>CSV 表格</translation>
        </message>
        <message>
            <source>Experiments (*.toml *.learnsim)</source>
            <translation>实验 (*.toml *.learnsim)</translation>
        </message>
        <message>
            <source>Open an experiment</source>
            <translation>打开实验</translation>
        </message>
        <message>
            <source>Only the first of {count} files was opened.</source>
            <translation>共 {count} 个文件，只打开了第一个。</translation>
        </message>
        <message>
            <source>Experiments (*.toml)</source>
            <translation>实验 (*.toml)</translation>
        </message>
        <message>
            <source>Save the experiment</source>
            <translation>保存实验</translation>
        </message>
        <message>
            <source>The experiment was copied as text.</source>
            <translation>实验已复制为文本。</translation>
        </message>
        <message>
            <source>this page</source>
            <translation>此页面</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
        </message>
        <message>
            <source>Saved in {file}.</source>
            <translation>已保存到 {file}。</translation>
        </message>
        <message>
            <source>The film was not saved: its run or page was left.</source>
            <translation>影片未保存：已离开它的运行或页面。</translation>
        </message>
        <message>
            <source>after {iteration} meta-iterations</source>
            <translation>{iteration} 次元迭代之后</translation>
        </message>
        <message>
            <source>The film was cancelled.</source>
            <translation>影片已取消。</translation>
        </message>
        <message>
            <source>Back to the default</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <source>{title}: back to the default</source>
            <translation>{title}：恢复默认值</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Show or hide the other parameters of this section</source>
            <translation>显示或隐藏本节的其他参数</translation>
        </message>
        <message>
            <source>Symbol: {symbol}</source>
            <translation>符号：{symbol}</translation>
        </message>
        <message>
            <source>Allowed: {allowed}</source>
            <translation>允许：{allowed}</translation>
        </message>
        <message>
            <source>May change while running.</source>
            <translation>运行中可以更改。</translation>
        </message>
        <message>
            <source>In files: {path}</source>
            <translation>文件中：{path}</translation>
        </message>
        <message>
            <source>{file} cannot be set aside: {why}.</source>
            <translation>无法另行存放 {file}：{why}。</translation>
        </message>
        <message>
            <source>No database is open.</source>
            <translation>没有打开的数据库。</translation>
        </message>
        <message>
            <source>{file} is not there any more.</source>
            <translation>{file} 已经不在了。</translation>
        </message>
        <message>
            <source>Experiment</source>
            <translation>实验</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行记录</translation>
        </message>
        <message>
            <source>Explain</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Save the experiment as...</source>
            <translation>实验另存为…</translation>
        </message>
        <message>
            <source>Close anyway</source>
            <translation>仍然关闭</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>留下</translation>
        </message>
        <message>
            <source>The edits of the experiment are not saved.</source>
            <translation>对实验的修改尚未保存。</translation>
        </message>
        <message>
            <source>One run is not saved.</source>
            <translation>有一次运行尚未保存。</translation>
        </message>
        <message>
            <source>{count} runs are not saved.</source>
            <translation>有 {count} 次运行尚未保存。</translation>
        </message>
        <message>
            <source>The log is not kept in a file.</source>
            <translation>日志未保存到文件。</translation>
        </message>
        <message>
            <source>The log is also kept in {file}.</source>
            <translation>日志同时保存在 {file}。</translation>
        </message>
        <message>
            <source>{first}, {count} times, last at {time}</source>
            <translation>{first}，共 {count} 次，最近一次在 {time}</translation>
        </message>
        <message>
            <source>The run that went on was stopped; it is kept in the list of runs.</source>
            <translation>正在进行的运行已停止，并保留在运行列表中。</translation>
        </message>
        <message>
            <source>The language changes when the program starts next.</source>
            <translation>语言将在下次启动程序时更改。</translation>
        </message>
        <message>
            <source>Learning Strategy Simulator</source>
            <translation>学习策略模拟器</translation>
        </message>
        <message>
            <source>What was learned by then is no longer at hand.</source>
            <translation>当时学到的内容已不在手边。</translation>
        </message>
        <message>
            <source>to</source>
            <translation>至</translation>
        </message>
        <message>
            <source>lowest</source>
            <translation>最低</translation>
        </message>
        <message>
            <source>highest</source>
            <translation>最高</translation>
        </message>
        <message>
            <source>{title}, slider</source>
            <translation>{title}，滑块</translation>
        </message>
        <message>
            <source>What one inner step does to each layer</source>
            <translation>一个内循环步对各层的作用</translation>
        </message>
        <message>
            <source>How far the gradients of tasks agree will be shown here, once a run was evaluated.</source>
            <translation>运行经过评估后，这里将显示各任务的梯度有多一致。</translation>
        </message>
        <message>
            <source>Gradients compared</source>
            <translation>所比较的梯度</translation>
        </message>
        <message>
            <source>support loss, at the start</source>
            <translation>支持集损失，在起点处</translation>
        </message>
        <message>
            <source>query loss, after adapting</source>
            <translation>查询集损失，在适应之后</translation>
        </message>
        <message>
            <source>Which gradients are compared: those that adaptation follows first, or those that the outer loop averages. Where the latter agree, the outer loop learns from each task for all of them.</source>
            <translation>比较哪些梯度：适应时首先沿着走的梯度，或外循环取平均的梯度。如果后者一致，外循环就能从每个任务学到对所有任务都有用的东西。</translation>
        </message>
        <message>
            <source>Gradients of the</source>
            <translation>梯度取自</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Mean over pairs</source>
            <translation>各对的均值</translation>
        </message>
        <message>
            <source>One inner step by layer</source>
            <translation>各层的一个内循环步</translation>
        </message>
        <message>
            <source>No parameters adapt to a task here, so there is no inner step to look at. Try MAML.</source>
            <translation>这里没有参数适应任务，因此没有内循环步可看。请试用 MAML。</translation>
        </message>
        <message>
            <source>Point at a pair of tasks. Similar tasks stand side by side.</source>
            <translation>请指向一对任务。相似的任务排在一起。</translation>
        </message>
        <message>
            <source>step relative to layer</source>
            <translation>步与该层大小之比</translation>
        </message>
        <message>
            <source>support loss falls by</source>
            <translation>支持集损失降低</translation>
        </message>
        <message>
            <source>query loss falls by</source>
            <translation>查询集损失降低</translation>
        </message>
        <message>
            <source>If one layer alone takes the first step. All together: support loss {support} to {then}, query loss {query} to {after}.</source>
            <translation>图中为只有一层走第一步时的情形。所有层一起走：支持集损失从 {support} 变为 {then}，查询集损失从 {query} 变为 {after}。</translation>
        </message>
        <message>
            <source>This strategy has no gradients that could be compared. Try MAML, or one that learns features.</source>
            <translation>此策略没有可比较的梯度。请试用 MAML，或学习特征的策略。</translation>
        </message>
        <message>
            <source>What is seen will be said here in words.</source>
            <translation>所见到的会在这里用文字说明。</translation>
        </message>
        <message>
            <source>Run the second one on the same tasks</source>
            <translation>在相同任务上运行第二个</translation>
        </message>
        <message>
            <source>Starts a run of the second one's learner and strategy on the tasks and with the seed of the first.</source>
            <translation>用第二个的学习器和策略开始一次运行，任务和随机种子与第一个相同。</translation>
        </message>
        <message>
            <source>Show the result after each inner step, or validation against what training took.</source>
            <translation>显示内循环每一步之后的结果，或验证结果与训练代价的关系。</translation>
        </message>
        <message>
            <source>Horizontal axis</source>
            <translation>横轴</translation>
        </message>
        <message>
            <source>by inner steps</source>
            <translation>按内循环步数</translation>
        </message>
        <message>
            <source>by gradient evaluations</source>
            <translation>按梯度计算</translation>
        </message>
        <message>
            <source>by seconds</source>
            <translation>按时间</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Paired difference</source>
            <translation>配对差值</translation>
        </message>
        <message>
            <source>Task by task</source>
            <translation>逐个任务</translation>
        </message>
        <message>
            <source>Cost of training</source>
            <translation>训练开销</translation>
        </message>
        <message>
            <source>single seeds</source>
            <translation>单个种子</translation>
        </message>
        <message>
            <source>on test tasks</source>
            <translation>测试任务上</translation>
        </message>
        <message>
            <source>on validation tasks</source>
            <translation>验证任务上</translation>
        </message>
        <message>
            <source>Two runs are compared here. Run an experiment, choose another strategy or change a parameter, and run it again; or tick earlier runs in the list.</source>
            <translation>这里比较两次运行。请运行一个实验，另选策略或更改一个参数后再次运行；或在列表中勾选以前的运行。</translation>
        </message>
        <message>
            <source>What was learned</source>
            <translation>学到了什么</translation>
        </message>
        <message>
            <source>What the strategy learns will appear here, such as rates, features, a rule, trials or parameters.</source>
            <translation>策略学到的东西将显示在这里，例如学习率、特征、规则、试验或参数。</translation>
        </message>
        <message>
            <source>What was learned by then is not kept; choose another place on the timeline.</source>
            <translation>到那时为止学到的内容未保留；请在时间轴上另选一处。</translation>
        </message>
        <message>
            <source>This picture could not be made. The log says why.</source>
            <translation>无法生成此图。原因见日志。</translation>
        </message>
        <message>
            <source>What of the strategy is shown.</source>
            <translation>显示策略的哪一方面。</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Previous task (Page up)</source>
            <translation>上一个任务 (Page up)</translation>
        </message>
        <message>
            <source>Next task (Page down)</source>
            <translation>下一个任务 (Page down)</translation>
        </message>
        <message>
            <source>task {number}</source>
            <translation>任务 {number}</translation>
        </message>
        <message>
            <source>{strategy} learns nothing between tasks, so there is nothing to see here; choose another strategy, as MAML.</source>
            <translation>{strategy} 不在任务之间学习任何东西，因此这里没有可看的；请选择其他策略，例如 MAML。</translation>
        </message>
        <message>
            <source>Parameters in a plane</source>
            <translation>平面中的参数</translation>
        </message>
        <message>
            <source>See more around the start (-)</source>
            <translation>显示起点周围更大的范围 (-)</translation>
        </message>
        <message>
            <source>Look closer at the start (+)</source>
            <translation>放大起点附近 (+)</translation>
        </message>
        <message>
            <source>task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>meta-iteration {iteration}, and {ahead} made here</source>
            <translation>元迭代 {iteration}，另在此处执行了 {ahead} 次</translation>
        </message>
        <message>
            <source>meta-iteration {iteration}</source>
            <translation>元迭代 {iteration}</translation>
        </message>
        <message>
            <source>inner steps: {steps}</source>
            <translation>内循环步数：{steps}</translation>
        </message>
        <message>
            <source>inner step {step} of {steps}</source>
            <translation>内循环第 {step} 步，共 {steps} 步</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Go back to what happened before. Key: left.</source>
            <translation>返回之前发生的事。按键：左方向键。</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Show what happens next. Keys: right, space.</source>
            <translation>显示接下来发生的事。按键：右方向键、空格键。</translation>
        </message>
        <message>
            <source>Inner step</source>
            <translation>内循环步</translation>
        </message>
        <message>
            <source>Make one whole inner step: gradient, step, new parameters.</source>
            <translation>执行一个完整的内循环步：梯度、步、新参数。</translation>
        </message>
        <message>
            <source>Make one whole outer step on the next batch of training tasks, beside the run, which is not touched. Pressed again, another one from there.</source>
            <translation>在下一批训练任务上执行一个完整的外循环步；它在运行之外进行，不影响运行。再按一次，则从那里再执行一步。</translation>
        </message>
        <message>
            <source>Outer step</source>
            <translation>外循环步</translation>
        </message>
        <message>
            <source>Whole step</source>
            <translation>整步</translation>
        </message>
        <message>
            <source>Show whole steps again, and follow the run.</source>
            <translation>重新显示整步，并跟随运行。</translation>
        </message>
        <message>
            <source>Open run</source>
            <translation>打开运行</translation>
        </message>
        <message>
            <source>A sweep goes on. Stop it first to show the effect of something else.</source>
            <translation>有扫描正在进行。请先停止它，再显示其他参数的影响。</translation>
        </message>
        <message>
            <source>{title} has no values that could be compared here.</source>
            <translation>“{title}”在这里没有可比较的取值。</translation>
        </message>
        <message>
            <source>Each run makes {iterations} meta-iterations instead of {planned}, so that this takes about a minute.</source>
            <translation>每次运行执行 {iterations} 次元迭代，而不是 {planned} 次，使全部运行约需一分钟。</translation>
        </message>
        <message>
            <source>A sweep goes on. Stop it first.</source>
            <translation>有扫描正在进行。请先停止它。</translation>
        </message>
        <message>
            <source>seed {seed}, run {run}</source>
            <translation>种子 {seed}，运行 {run}</translation>
        </message>
        <message>
            <source>A run goes on. Stop it first to open another one.</source>
            <translation>有运行正在进行。请先停止它，再打开其他运行。</translation>
        </message>
        <message>
            <source>Which of the runs with these values</source>
            <translation>取这些值的运行中的哪一次</translation>
        </message>
        <message>
            <source>Show this run on the training page</source>
            <translation>在训练页面上显示此运行</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>How many meta-iterations a second, from 1 to unlimited. May change while running.</source>
            <translation>每秒执行多少次元迭代，从 1 次到不限。运行中可以更改。</translation>
        </message>
        <message>
            <source>{choice} cannot be chosen. {why}</source>
            <translation>不能选择{choice}。{why}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>{count} choices do not fit: {names}</source>
            <translation>{count} 个选项不适用：{names}</translation>
        </message>
        <message>
            <source>Judge also on</source>
            <translation>附加评估</translation>
        </message>
        <message>
            <source>no other family</source>
            <translation>无其他任务族</translation>
        </message>
        <message>
            <source>Another family on which the strategy is judged as well, without being trained on it.</source>
            <translation>另一个任务族：策略也在其上评估，但不用它训练。</translation>
        </message>
        <message>
            <source>Inner loop: one learner adapts to one task from a few examples. Outer loop: the strategy changes what every next adaptation starts from.</source>
            <translation>内循环：一个学习器凭少量样本适应一个任务。外循环：策略改进以后每次适应的起点。</translation>
        </message>
        <message>
            <source>The two loops</source>
            <translation>两个循环</translation>
        </message>
        <message>
            <source>On {tasks} tasks never seen before:</source>
            <translation>在 {tasks} 个从未见过的任务上：</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>The program ended unexpectedly.</source>
            <translation>程序上次意外结束。</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>不处理</translation>
        </message>
        <message>
            <source>Do not offer this again. Runs stay in the list of runs, edits in the File menu under Earlier edits, sweeps on their page.</source>
            <translation>不再提示。运行保留在运行列表中，编辑保留在“文件”菜单的“早先的修改”下，扫描保留在其页面上。</translation>
        </message>
        <message>
            <source>and {count} more, in the list of runs</source>
            <translation>另有 {count} 项，见运行列表</translation>
        </message>
        <message>
            <source>linear</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>logarithmic</source>
            <translation>对数</translation>
        </message>
        <message>
            <source>in</source>
            <translation>取</translation>
        </message>
        <message>
            <source>no second parameter</source>
            <translation>无第二个参数</translation>
        </message>
        <message>
            <source>Parameter {number}</source>
            <translation>参数 {number}</translation>
        </message>
        <message>
            <source>What is varied</source>
            <translation>改变哪个参数</translation>
        </message>
        <message>
            <source>The first value</source>
            <translation>第一个值</translation>
        </message>
        <message>
            <source>The last value</source>
            <translation>最后一个值</translation>
        </message>
        <message>
            <source>number of values</source>
            <translation>取值个数</translation>
        </message>
        <message>
            <source>How many values, the first and the last included</source>
            <translation>共取多少个值，含第一个和最后一个</translation>
        </message>
        <message>
            <source>scale</source>
            <translation>刻度</translation>
        </message>
        <message>
            <source>Values at equal distances, or at equal ratios</source>
            <translation>各值间隔相等，或比例相等</translation>
        </message>
        <message>
            <source>values</source>
            <translation>取值</translation>
        </message>
        <message>
            <source>The values, with commas between them</source>
            <translation>各个取值，以逗号分隔</translation>
        </message>
        <message>
            <source>Hold the runs that go on, or let them go on</source>
            <translation>暂停正在进行的运行，或让它们继续</translation>
        </message>
        <message>
            <source>End the runs that go on; what they did is kept, and it can go on</source>
            <translation>结束正在进行的运行；已有结果保留，之后可以继续</translation>
        </message>
        <message>
            <source>Run the cells that are missing, and try failed ones again</source>
            <translation>运行尚缺的各格，并重试失败的</translation>
        </message>
        <message>
            <source>Earlier sweeps</source>
            <translation>以前的扫描</translation>
        </message>
        <message>
            <source>Sweeps of the database, to look at again or to continue</source>
            <translation>数据库中的扫描，可再次查看或继续</translation>
        </message>
        <message>
            <source>{done} of {all} runs of {title}</source>
            <translation>“{title}”已完成 {done} / {all} 次运行</translation>
        </message>
        <message>
            <source>{done} of {all} runs</source>
            <translation>已完成 {done} / {all} 次运行</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩余 {time}</translation>
        </message>
        <message>
            <source>{count} diverged</source>
            <translation>{count} 次发散</translation>
        </message>
        <message>
            <source>{count} failed</source>
            <translation>{count} 次失败</translation>
        </message>
        <message>
            <source>Seeds</source>
            <translation>种子数</translation>
        </message>
        <message>
            <source>{number}: {varied}, {title}</source>
            <translation>{number}：{varied}，{title}</translation>
        </message>
        <message>
            <source>The sweep failed on an unexpected error: {error}</source>
            <translation>扫描因意外错误而失败：{error}</translation>
        </message>
        <message>
            <source>Vary one or two parameters</source>
            <translation>改变一个或两个参数</translation>
        </message>
        <message>
            <source>Run the sweep</source>
            <translation>运行扫描</translation>
        </message>
        <message>
            <source>Run every combination with every seed, on several cores, behind the window</source>
            <translation>用每个种子运行每种组合，在多个核心上后台进行</translation>
        </message>
        <message>
            <source>How often each combination is run: more narrow the bands</source>
            <translation>每种组合运行多少次：越多，置信带越窄</translation>
        </message>
        <message>
            <source>At once</source>
            <translation>同时运行</translation>
        </message>
        <message>
            <source>Runs at a time, each on a core of its own</source>
            <translation>同时进行的运行数，每次运行占用一个核心</translation>
        </message>
        <message>
            <source>Checking the runs</source>
            <translation>正在检查各次运行</translation>
        </message>
        <message>
            <source>Run {runs} runs</source>
            <translation>运行 {runs} 次</translation>
        </message>
        <message>
            <source>Run {runs} runs, about {time}</source>
            <translation>运行 {runs} 次，约需 {time}</translation>
        </message>
        <message>
            <source>Edits of {name}, last kept {time}, were not saved.</source>
            <translation>对“{name}”的修改尚未保存，最后留存于 {time}。</translation>
        </message>
        <message>
            <source>Restore the edits</source>
            <translation>恢复修改</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Run {number}</source>
            <translation>运行 {number}</translation>
        </message>
        <message>
            <source>{name}, run {number},</source>
            <translation>{name}（运行 {number}）</translation>
        </message>
        <message>
            <source>{name} was interrupted at iteration {made} of {planned}.</source>
            <translation>“{name}”在元迭代 {made} / {planned} 处中断。</translation>
        </message>
        <message>
            <source>Sweep {number}</source>
            <translation>扫描 {number}</translation>
        </message>
        <message>
            <source>{name} was interrupted; none of its runs is finished.</source>
            <translation>{name} 被中断；其中没有一次运行完成。</translation>
        </message>
        <message>
            <source>{name} was interrupted; one of its runs is finished.</source>
            <translation>{name} 被中断；其中一次运行已完成。</translation>
        </message>
        <message>
            <source>{name} was interrupted; {done} of its runs are finished.</source>
            <translation>{name} 被中断；其中 {done} 次运行已完成。</translation>
        </message>
        <message>
            <source>Something unexpected happened</source>
            <translation>发生了意外</translation>
        </message>
        <message>
            <source>The report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Nothing is sent anywhere. To have this mended, pass the report on yourself.</source>
            <translation>程序不会把任何内容发送到别处。如希望修复此问题，请自行转交这份报告。</translation>
        </message>
        <message>
            <source>Something unexpected happened: {error}</source>
            <translation>发生了意外：{error}</translation>
        </message>
        <message>
            <source>The program goes on. If it behaves strangely, save the experiment and start it again.</source>
            <translation>程序继续运行。如有异常，请保存实验并重新启动程序。</translation>
        </message>
        <message>
            <source>{count} errors so far; the report has each of them once.</source>
            <translation>目前共有 {count} 次错误；报告中每种只列一次。</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Put all of it on the clipboard</source>
            <translation>将全部内容放到剪贴板</translation>
        </message>
        <message>
            <source>Save the experiment...</source>
            <translation>保存实验…</translation>
        </message>
        <message>
            <source>Write what is edited to a file</source>
            <translation>将正在编辑的内容写入文件</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Go on working</source>
            <translation>继续工作</translation>
        </message>
        <message>
            <source>There is no run to report yet. Run the experiment first.</source>
            <translation>还没有可供报告的运行。请先运行实验。</translation>
        </message>
        <message>
            <source>Web page</source>
            <translation>网页</translation>
        </message>
        <message>
            <source>PDF document</source>
            <translation>PDF 文档</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>The report is being written.</source>
            <translation>正在写报告。</translation>
        </message>
        <message>
            <source>The report was saved in {file}.</source>
            <translation>报告已保存到 {file}。</translation>
        </message>
        <message>
            <source>So the run will not go on exactly as it would have.</source>
            <translation>因此运行继续后不会与原本完全一致。</translation>
        </message>
        <message>
            <source>Go on anyway</source>
            <translation>仍然继续</translation>
        </message>
        <message>
            <source>A run goes on. Stop it first, or tick run {number} to lay it over the plots.</source>
            <translation>有运行正在进行。请先停止它，或勾选运行 {number}，把它叠加到图上。</translation>
        </message>
        <message>
            <source>The run cannot go on: {why}</source>
            <translation>运行无法继续：{why}</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Show this run, with its experiment</source>
            <translation>显示此运行及其实验</translation>
        </message>
        <message>
            <source>Continue this run from where it ended</source>
            <translation>从此运行结束之处继续</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Give this run a name of its own</source>
            <translation>给此运行起一个名称</translation>
        </message>
        <message>
            <source>Note...</source>
            <translation>备注…</translation>
        </message>
        <message>
            <source>Write about this run</source>
            <translation>为此运行写备注</translation>
        </message>
        <message>
            <source>Tags...</source>
            <translation>标签…</translation>
        </message>
        <message>
            <source>Words to find it by</source>
            <translation>便于查找的词语</translation>
        </message>
        <message>
            <source>Keep at the top of the list</source>
            <translation>固定在列表顶部</translation>
        </message>
        <message>
            <source>Share...</source>
            <translation>共享…</translation>
        </message>
        <message>
            <source>Write to one file that others can open</source>
            <translation>写成一个别人能打开的文件</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete for good</source>
            <translation>永久删除</translation>
        </message>
        <message>
            <source>Name of the run</source>
            <translation>运行的名称</translation>
        </message>
        <message>
            <source>Filter runs</source>
            <translation>筛选运行</translation>
        </message>
        <message>
            <source>Show the runs in whose name, parts, state, tags or note all these words occur</source>
            <translation>只显示名称、组成部分、状态、标签或备注中含有所有这些词语的运行</translation>
        </message>
        <message>
            <source>not drawn beside another task family</source>
            <translation>任务族不同，未画在一起</translation>
        </message>
        <message>
            <source>Run {number}, shown</source>
            <translation>运行 {number}，正在显示</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已置顶</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Tags, with commas between</source>
            <translation>标签，以逗号分隔</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Words by which the run can be found again, with commas between</source>
            <translation>便于日后查找此运行的词语，以逗号分隔</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>What is worth knowing about the run</source>
            <translation>关于此运行值得记下的内容</translation>
        </message>
        <message>
            <source>A run that goes on cannot be deleted. Stop it first.</source>
            <translation>正在进行的运行不能删除。请先停止。</translation>
        </message>
        <message>
            <source>Delete run {number}? This cannot be undone.</source>
            <translation>要删除运行 {number} 吗？删除后无法恢复。</translation>
        </message>
        <message>
            <source>Delete {count} runs? This cannot be undone.</source>
            <translation>要删除 {count} 次运行吗？删除后无法恢复。</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>{shown} of {total} runs</source>
            <translation>显示 {total} 次运行中的 {shown} 次</translation>
        </message>
        <message>
            <source>No run has all these words.</source>
            <translation>没有运行含有所有这些词语。</translation>
        </message>
        <message>
            <source>Press Run: your runs will be listed here.</source>
            <translation>按“运行”：您的运行将列在这里。</translation>
        </message>
        <message>
            <source>The run cannot be read: {error}</source>
            <translation>无法读取该运行：{error}</translation>
        </message>
        <message>
            <source>{strategy}, {family}</source>
            <translation>{strategy}，{family}</translation>
        </message>
        <message>
            <source>{state}, {share}</source>
            <translation>{state}，{share}</translation>
        </message>
        <message>
            <source>Its number. Ticked runs are drawn over the plots.</source>
            <translation>运行的编号。勾选的运行会叠加画在图上。</translation>
        </message>
        <message>
            <source>Its name, how it stands and its strategy</source>
            <translation>运行的名称、状态和策略</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Loss, or right answers where those are shown, after as many inner steps as the strategy trains for: on test tasks once the run is complete, on validation tasks before</source>
            <translation>按策略训练所用的内循环步数适应之后的损失，显示正确率时则为正确率：运行完成后取自测试任务，之前取自验证任务</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>How the run stands</source>
            <translation>运行的状态</translation>
        </message>
        <message>
            <source>Strategy</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>The meta-strategy</source>
            <translation>元策略</translation>
        </message>
        <message>
            <source>Learner</source>
            <translation>学习器</translation>
        </message>
        <message>
            <source>The base learner</source>
            <translation>基学习器</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>任务族</translation>
        </message>
        <message>
            <source>The task family it trains on</source>
            <translation>训练所用的任务族</translation>
        </message>
        <message>
            <source>Iterations</source>
            <translation>元迭代</translation>
        </message>
        <message>
            <source>Meta-iterations made</source>
            <translation>已完成的元迭代次数</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>Time spent running</source>
            <translation>运行所用的时间</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>When the run began</source>
            <translation>运行开始的时间</translation>
        </message>
        <message>
            <source>Its tags</source>
            <translation>运行的标签</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Your change applies to a new run; the one that goes on keeps its settings.</source>
            <translation>更改将用于新的运行；正在进行的运行保持原有设置。</translation>
        </message>
        <message>
            <source>Start a new run</source>
            <translation>开始新的运行</translation>
        </message>
        <message>
            <source>The strategy is no longer judged on {family} as well.</source>
            <translation>不再同时在{family}上评判该策略。</translation>
        </message>
        <message>
            <source>Show the log</source>
            <translation>显示日志</translation>
        </message>
        <message>
            <source>The file {file} cannot be written.</source>
            <translation>无法写入文件 {file}。</translation>
        </message>
        <message>
            <source>There is no saved run to share yet. Run the experiment first.</source>
            <translation>还没有可共享的已保存运行。请先运行实验。</translation>
        </message>
        <message>
            <source>Shared experiments (*.learnsim)</source>
            <translation>共享的实验 (*.learnsim)</translation>
        </message>
        <message>
            <source>Share the experiment</source>
            <translation>共享实验</translation>
        </message>
        <message>
            <source>{file} holds the experiment and {count} runs.</source>
            <translation>{file} 含有实验和 {count} 次运行。</translation>
        </message>
        <message>
            <source>{file} holds the experiment.</source>
            <translation>{file} 含有实验。</translation>
        </message>
        <message>
            <source>{count} runs were added to the list.</source>
            <translation>已将 {count} 次运行加入列表。</translation>
        </message>
        <message>
            <source>One run was added to the list.</source>
            <translation>已将 1 次运行加入列表。</translation>
        </message>
        <message>
            <source>The runs in the file are in the list already.</source>
            <translation>文件中的运行已在列表中。</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>{planned} meta-iterations planned</source>
            <translation>计划 {planned} 次元迭代</translation>
        </message>
        <message>
            <source>iteration {made} of {planned}</source>
            <translation>元迭代 {made} / {planned}</translation>
        </message>
        <message>
            <source>testing on {tasks} unseen tasks: {share} done</source>
            <translation>正在 {tasks} 个未见过的任务上测试：已完成 {share}</translation>
        </message>
        <message>
            <source>{rate}/s, compiled</source>
            <translation>{rate}/秒，已编译</translation>
        </message>
        <message>
            <source>validation loss {loss} after step {step}</source>
            <translation>第 {step} 步之后的验证损失 {loss}</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} 小时</translation>
        </message>
        <message>
            <source>Slow motion</source>
            <translation>慢动作</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>梯度一致性</translation>
        </message>
        <message>
            <source>Sweep</source>
            <translation>参数扫描</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>{said} {next}</source>
            <translation>{said}{next}</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>留空</translation>
        </message>
        <message>
            <source>Browse...</source>
            <translation>浏览…</translation>
        </message>
        <message>
            <source>{title}: browse</source>
            <translation>{title}：浏览</translation>
        </message>
        <message>
            <source>Choose it on this computer</source>
            <translation>在本机选择</translation>
        </message>
        <message>
            <source>A file...</source>
            <translation>文件…</translation>
        </message>
        <message>
            <source>A folder...</source>
            <translation>文件夹…</translation>
        </message>
        <message>
            <source>Files ({patterns})</source>
            <translation>文件 ({patterns})</translation>
        </message>
        <message>
            <source>The run is shown without its files.</source>
            <translation>显示该运行时不带它的文件。</translation>
        </message>
        <message>
            <source>Saving works again.</source>
            <translation>保存已恢复正常。</translation>
        </message>
        <message>
            <source>Runs are not saved meanwhile.</source>
            <translation>在此期间运行不会保存。</translation>
        </message>
        <message>
            <source>What is not saved yet is kept in memory meanwhile.</source>
            <translation>在此期间，尚未保存的内容留在内存中。</translation>
        </message>
        <message>
            <source>The run that has ended is not saved yet.</source>
            <translation>已结束的运行尚未保存。</translation>
        </message>
        <message>
            <source>{count} runs that have ended are not saved yet.</source>
            <translation>有 {count} 次已结束的运行尚未保存。</translation>
        </message>
        <message>
            <source>Set it aside and begin a new one</source>
            <translation>另行存放并新建</translation>
        </message>
        <message>
            <source>A new database was begun. The damaged one is kept as {file}.</source>
            <translation>已新建数据库。损坏的数据库保留为 {file}。</translation>
        </message>
        <message>
            <source>The run that goes on is not saved; start a new one to have it saved.</source>
            <translation>正在进行的运行不会保存；如需保存，请开始新的运行。</translation>
        </message>
        <message>
            <source>opening</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Drawn tasks</source>
            <translation>自制任务</translation>
        </message>
        <message>
            <source>{name}, {time}</source>
            <translation>{name}，{time}</translation>
        </message>
        <message>
            <source>Mean agreement over the run</source>
            <translation>运行中的平均一致性</translation>
        </message>
        <message>
            <source>The mean agreement over the run will appear here.</source>
            <translation>整个运行过程中的平均一致性将显示在这里。</translation>
        </message>
        <message>
            <source>meta-iteration</source>
            <translation>元迭代</translation>
        </message>
        <message>
            <source>mean cosine</source>
            <translation>余弦均值</translation>
        </message>
        <message>
            <source>Cosines between the gradients of tasks</source>
            <translation>各任务梯度之间的余弦</translation>
        </message>
        <message>
            <source>Each cell is a pair of tasks: blue where their gradients agree, orange where they oppose each other.</source>
            <translation>每格代表一对任务：梯度一致为蓝色，相反为橙色。</translation>
        </message>
        <message>
            <source>Task {one} ({about}): its gradient has length {length}.</source>
            <translation>任务 {one}（{about}）：其梯度的长度为 {length}。</translation>
        </message>
        <message>
            <source>Tasks {one} ({first}) and {other} ({second}): cosine {cosine}.</source>
            <translation>任务 {one}（{first}）和 {other}（{second}）：余弦为 {cosine}。</translation>
        </message>
        <message>
            <source>The run that is compared; runs that differ in the seed alone count as one.</source>
            <translation>要比较的运行；只有种子不同的运行算作一个。</translation>
        </message>
        <message>
            <source>The run that it is compared with: the difference is first less second.</source>
            <translation>与之比较的运行：差值为第一个减第二个。</translation>
        </message>
        <message>
            <source>First</source>
            <translation>第一个</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>第二个</translation>
        </message>
        <message>
            <source>The inner step after which the two are compared in the sentence and task by task.</source>
            <translation>在内循环第几步之后比较两者，用于上方的结论和逐个任务的比较。</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Compare the loss, or the share of right answers.</source>
            <translation>比较损失或正确率。</translation>
        </message>
        <message>
            <source>Report of the compared runs</source>
            <translation>所比较运行的报告</translation>
        </message>
        <message>
            <source>Write the runs that are drawn here as a page with pictures, numbers and settings</source>
            <translation>把此处所画的运行写成一页，含图、数字和设置</translation>
        </message>
        <message>
            <source>against</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>seeds</source>
            <translation>种子数</translation>
        </message>
        <message>
            <source>{count} seeds</source>
            <translation>{count} 个种子</translation>
        </message>
        <message>
            <source>run {number}, seed {seed}</source>
            <translation>运行 {number}，种子 {seed}</translation>
        </message>
        <message>
            <source>Results of the compared runs</source>
            <translation>所比较运行的结果</translation>
        </message>
        <message>
            <source>What each of the compared runs reaches will be drawn here, with its band.</source>
            <translation>这里将画出所比较的每次运行达到的结果及其置信带。</translation>
        </message>
        <message>
            <source>time in seconds</source>
            <translation>时间（秒）</translation>
        </message>
        <message>
            <source>Paired difference by inner step</source>
            <translation>按内循环步数的配对差值</translation>
        </message>
        <message>
            <source>The difference between the two on the same tasks will be drawn here, with its interval.</source>
            <translation>这里将画出两者在相同任务上的差值及其区间。</translation>
        </message>
        <message>
            <source>Differences task by task</source>
            <translation>逐个任务的差值</translation>
        </message>
        <message>
            <source>On which share of the tasks each of the two is better will be drawn here.</source>
            <translation>这里将画出两者各在多大比例的任务上更好。</translation>
        </message>
        <message>
            <source>share of the tasks</source>
            <translation>任务所占比例</translation>
        </message>
        <message>
            <source>here the first is better</source>
            <translation>此处第一个更好</translation>
        </message>
        <message>
            <source>here the second is better</source>
            <translation>此处第二个更好</translation>
        </message>
        <message>
            <source>training {raw}, smoothed {smooth}</source>
            <translation>训练 {raw}，平滑后 {smooth}</translation>
        </message>
        <message>
            <source>validation {value}</source>
            <translation>验证 {value}</translation>
        </message>
        <message>
            <source>other family {value}</source>
            <translation>另一任务族 {value}</translation>
        </message>
        <message>
            <source>Draw with the mouse. Backspace takes the last stroke away, Delete all of them; the arrow keys choose another class.</source>
            <translation>用鼠标书写。Backspace 删去最后一笔，Delete 删去全部；方向键选择其他类别。</translation>
        </message>
        <message>
            <source>Paper to draw a character on</source>
            <translation>书写字符的画纸</translation>
        </message>
        <message>
            <source>The classes, and below them the character to be recognised. A bar is the chance that it is of that class, and the small mark on it the chance before adapting. Choose with the mouse or the arrow keys.</source>
            <translation>类别，以及下方待识别的字符。条形是它属于该类别的概率，条上的小标记是适应前的概率。用鼠标或方向键选择。</translation>
        </message>
        <message>
            <source>Classes that are drawn, and their chances</source>
            <translation>手写的各类别及其概率</translation>
        </message>
        <message>
            <source>{name}: {count} pictures</source>
            <translation>{name}：{count} 张图片</translation>
        </message>
        <message>
            <source>{name}: {chance}</source>
            <translation>{name}：{chance}</translation>
        </message>
        <message>
            <source>Characters</source>
            <translation>字符</translation>
        </message>
        <message>
            <source>New sheet</source>
            <translation>新画纸</translation>
        </message>
        <message>
            <source>Draw</source>
            <translation>手绘</translation>
        </message>
        <message>
            <source>Draw characters of a few classes yourself, and see another one recognised among them.</source>
            <translation>自己画出几个类别的字符，看另一个字符如何在其中被识别。</translation>
        </message>
        <message>
            <source>Draw the character to be recognised</source>
            <translation>画出待识别的字符</translation>
        </message>
        <message>
            <source>Draw a character of class {name}</source>
            <translation>画一个类别 {name} 的字符</translation>
        </message>
        <message>
            <source>Put a sampled picture of the shown task in here</source>
            <translation>在此放入一张所示任务的抽样图片</translation>
        </message>
        <message>
            <source>Fill the empty classes with sampled pictures</source>
            <translation>用抽样图片填满空的类别</translation>
        </message>
        <message>
            <source>Take the last stroke away</source>
            <translation>撤去最后一笔</translation>
        </message>
        <message>
            <source>Clear the paper</source>
            <translation>清空画纸</translation>
        </message>
        <message>
            <source>Draw one more picture of this class</source>
            <translation>为该类别再画一张图片</translation>
        </message>
        <message>
            <source>Inner loop</source>
            <translation>内循环</translation>
        </message>
        <message>
            <source>What each inner step brings will appear here: how steeply the loss falls while one task is learned.</source>
            <translation>这里将显示内循环每一步的效果：学习一个任务时损失下降得有多快。</translation>
        </message>
        <message>
            <source>above the picture from step {step} on</source>
            <translation>从第 {step} 步起超出图的上方</translation>
        </message>
        <message>
            <source>Mean over the validation tasks with its 95% band; pale: earlier in this run; grey: single tasks.</source>
            <translation>验证任务的均值及其 95% 置信带；浅色：本次运行的早期；灰色：单个任务。</translation>
        </message>
        <message>
            <source>now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>after {iteration}</source>
            <translation>{iteration} 次之后</translation>
        </message>
        <message>
            <source>earlier</source>
            <translation>早期</translation>
        </message>
        <message>
            <source>single tasks</source>
            <translation>单个任务</translation>
        </message>
        <message>
            <source>Band on one task</source>
            <translation>一个任务上的预测带</translation>
        </message>
        <message>
            <source>A task and the band around its guess appear here.</source>
            <translation>这里将显示一个任务，以及猜测周围的预测带。</translation>
        </message>
        <message>
            <source>A task of this family is no function of one number, so it is not drawn.</source>
            <translation>此任务族的任务不是一元函数，因此不画出。</translation>
        </message>
        <message>
            <source>Share inside the 95% band by points taken in</source>
            <translation>95% 预测带内的比例（按读入点数）</translation>
        </message>
        <message>
            <source>Share inside by what bands say</source>
            <translation>带内比例（按预测带的名义比例）</translation>
        </message>
        <message>
            <source>Points taken in</source>
            <translation>读入的点数</translation>
        </message>
        <message>
            <source>How many of the task's points the strategy has seen: with more, the band should narrow.</source>
            <translation>策略已看到该任务的多少个点：点越多，预测带应越窄。</translation>
        </message>
        <message>
            <source>Below: the share of targets inside, by points taken in (left) and by the share a band says (right). On the dashed lines bands keep their word; below them the strategy is too sure.</source>
            <translation>下方：落在带内的目标所占的比例，左图按读入的点数，右图按预测带的名义比例。落在虚线上，说明预测带名副其实；低于虚线，说明策略过于自信。</translation>
        </message>
        <message>
            <source>guess and 95% band</source>
            <translation>猜测与 95% 预测带</translation>
        </message>
        <message>
            <source>dashed: exact 95% band</source>
            <translation>虚线：精确的 95% 预测带</translation>
        </message>
        <message>
            <source>points taken in</source>
            <translation>读入的点数</translation>
        </message>
        <message>
            <source>inside 95% band</source>
            <translation>落在 95% 预测带内</translation>
        </message>
        <message>
            <source>share that a band says</source>
            <translation>预测带的名义比例</translation>
        </message>
        <message>
            <source>share inside</source>
            <translation>带内比例</translation>
        </message>
        <message>
            <source>Where examples lie</source>
            <translation>样本的位置</translation>
        </message>
        <message>
            <source>The examples of a task will appear here.</source>
            <translation>这里将显示一个任务的样本。</translation>
        </message>
        <message>
            <source>first component, {share} of the variance</source>
            <translation>第一主成分，占方差的 {share}</translation>
        </message>
        <message>
            <source>second component, {share}</source>
            <translation>第二主成分，{share}</translation>
        </message>
        <message>
            <source>{name}, an example to learn from</source>
            <translation>{name}，供学习的样本</translation>
        </message>
        <message>
            <source>{name}, read as {predicted}</source>
            <translation>{name}，被认作 {predicted}</translation>
        </message>
        <message>
            <source>Full or large: examples to learn from. Open or small: the query; wrong ones are ringed. Crosshairs: the mean of each class.</source>
            <translation>实心或大：供学习的样本。空心或小：查询样本；认错的加圈。十字：各类别的均值。</translation>
        </message>
        <message>
            <source>Learned inner rates</source>
            <translation>学到的内循环学习率</translation>
        </message>
        <message>
            <source>Map of tasks</source>
            <translation>任务地图</translation>
        </message>
        <message>
            <source>Learned update rule</source>
            <translation>学到的更新规则</translation>
        </message>
        <message>
            <source>Predictive bands</source>
            <translation>预测带</translation>
        </message>
        <message>
            <source>Population</source>
            <translation>种群</translation>
        </message>
        <message>
            <source>Trials of the search</source>
            <translation>搜索的各次试验</translation>
        </message>
        <message>
            <source>Surface of the surrogate</source>
            <translation>代理模型的曲面</translation>
        </message>
        <message>
            <source>Learned parameters</source>
            <translation>学到的参数</translation>
        </message>
        <message>
            <source>The trial starts will appear here.</source>
            <translation>这里将显示各个试探的起点。</translation>
        </message>
        <message>
            <source>loss from the start moved one way</source>
            <translation>起点朝一个方向移动后的损失</translation>
        </message>
        <message>
            <source>loss from it moved the other way</source>
            <translation>起点朝相反方向移动后的损失</translation>
        </message>
        <message>
            <source>A point is a pair of starts, moved by chance in opposite directions and adapted to one task each time. Off the diagonal one side did better, and the start will move there. Star: the mean of the start itself.</source>
            <translation>每个点是一对起点，由随机朝相反的两个方向移动得到，每对各适应一个任务。偏离对角线时，其中一侧效果更好，起点将向那一侧移动。星号：起点本身的平均损失。</translation>
        </message>
        <message>
            <source>Stronger blue: a larger rate. Each rate multiplies the gradient of its parameter.</source>
            <translation>蓝色越深，学习率越大。每个学习率乘以相应参数的梯度。</translation>
        </message>
        <message>
            <source>Blue steps go downhill, orange ones uphill; the stronger the colour, the larger the rate.</source>
            <translation>蓝色表示向下坡走，橙色表示向上坡走；颜色越深，学习率越大。</translation>
        </message>
        <message>
            <source>{name}, step {step}: {rate}; it began at {begin}</source>
            <translation>{name}，第 {step} 步：{rate}；初值为 {begin}</translation>
        </message>
        <message>
            <source>{name}: {rate} on average over {count} rates, 90% of them from {low} to {high}; {share} below zero; they began at {begin}</source>
            <translation>{name}：{count} 个学习率平均为 {rate}，其中 90% 在 {low} 到 {high} 之间；{share} 小于零；初值为 {begin}</translation>
        </message>
        <message>
            <source>step {step}</source>
            <translation>第 {step} 步</translation>
        </message>
        <message>
            <source>mean, all steps</source>
            <translation>各步均值</translation>
        </message>
        <message>
            <source>how the rates of one parameter spread</source>
            <translation>同一参数各学习率的分布</translation>
        </message>
        <message>
            <source>began at {begin}</source>
            <translation>初值 {begin}</translation>
        </message>
        <message>
            <source>The learned update rule will appear here.</source>
            <translation>这里将显示学到的更新规则。</translation>
        </message>
        <message>
            <source>first time</source>
            <translation>第一次</translation>
        </message>
        <message>
            <source>time {time}</source>
            <translation>第 {time} 次</translation>
        </message>
        <message>
            <source>dashed: gradient descent at rate {rate}; dotted: Adam</source>
            <translation>虚线：学习率为 {rate} 的梯度下降；点线：Adam</translation>
        </message>
        <message>
            <source>How far the rule moves a parameter for a gradient, the first time it comes and after it has come again and again. Yellow: the sizes of nine in ten gradients that adapting meets.</source>
            <translation>对于给定的梯度，规则把参数移动多远：分别是该梯度第一次出现时，以及一再出现之后。黄色：适应中遇到的梯度，十个里有九个的大小在此范围内。</translation>
        </message>
        <message>
            <source>A bar of 100% says that a layer has moved as far as its random start was large. The page Parameters shows where the start lies among the solutions of the tasks, Agreement what an inner step does to each layer.</source>
            <translation>条形达到 100%，表示该层移动的距离等于它的随机起点的大小。“参数”页显示起点在各任务的解之间的位置，“一致性”页显示内循环一步对各层的作用。</translation>
        </message>
        <message>
            <source>{layer}, {count} parameters: from zero to {now}</source>
            <translation>{layer}，{count} 个参数：从零到 {now}</translation>
        </message>
        <message>
            <source>{layer}, {count} parameters: moved by {share}</source>
            <translation>{layer}，{count} 个参数：移动了 {share}</translation>
        </message>
        <message>
            <source>from zero</source>
            <translation>从零开始</translation>
        </message>
        <message>
            <source>moved, as a share of the size at the random start</source>
            <translation>移动量占随机起点大小的比例</translation>
        </message>
        <message>
            <source>{heading}; the {shown} of {all} that moved most</source>
            <translation>{heading}；{all} 项中移动最多的 {shown} 项</translation>
        </message>
        <message>
            <source>size then and now</source>
            <translation>最初与现在的大小</translation>
        </message>
        <message>
            <source>Expected loss along one parameter</source>
            <translation>沿一个参数的预期损失</translation>
        </message>
        <message>
            <source>The model will appear here.</source>
            <translation>这里将显示模型。</translation>
        </message>
        <message>
            <source>expected loss: {high} faint, {low} strong</source>
            <translation>预期损失：浅色为 {high}，深色为 {low}</translation>
        </message>
        <message>
            <source>give or take a factor of {low} (faint) to {high}</source>
            <translation>可能相差的倍数：{low}（浅色）到 {high}</translation>
        </message>
        <message>
            <source>Blue: what the model expects, with its 95% band; green: the member it believes this time. Orange: what is tried next. All other parameters are those of the best trial.</source>
            <translation>蓝色：模型的预期及其 95% 置信带；绿色：模型这次采信的成员。橙色：接下来要试的。其他参数均取最好一次试验的值。</translation>
        </message>
        <message>
            <source>Dots: the trials. Orange cross: what is tried next. All other parameters are those of the best trial, so trials that differ in them may not fit the colours under them.</source>
            <translation>圆点：各次试验。橙色十字：接下来要试的。其他参数均取最好一次试验的值，因此在这些参数上不同的试验可能与其下方的颜色不符。</translation>
        </message>
        <message>
            <source>The tasks will appear here, each as a point.</source>
            <translation>这里将显示各个任务，每个任务一个点。</translation>
        </message>
        <message>
            <source>Colour by</source>
            <translation>着色依据</translation>
        </message>
        <message>
            <source>What made a task, and how strongly it shows in the numbers.</source>
            <translation>任务由什么生成，以及它在表示任务的数中体现得有多明显。</translation>
        </message>
        <message>
            <source>Each point is a task: the nearer two are, the more alike the strategy sees them.</source>
            <translation>每个点是一个任务：两点越近，策略认为这两个任务越相似。</translation>
        </message>
        <message>
            <source>faint and small {low}, strong and large {high}; told to {known}</source>
            <translation>浅而小：{low}；深而大：{high}；可得知 {known}</translation>
        </message>
        <message>
            <source>The parameter along the horizontal axis.</source>
            <translation>横轴上的参数。</translation>
        </message>
        <message>
            <source>Across</source>
            <translation>横轴</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>纵轴</translation>
        </message>
        <message>
            <source>The parameter along the vertical axis.</source>
            <translation>纵轴上的参数。</translation>
        </message>
        <message>
            <source>expected loss</source>
            <translation>预期损失</translation>
        </message>
        <message>
            <source>Trials over two parameters</source>
            <translation>两个参数上的各次试验</translation>
        </message>
        <message>
            <source>The trials of the search will appear here.</source>
            <translation>搜索的各次试验将显示在这里。</translation>
        </message>
        <message>
            <source>trial {number}: loss {loss}</source>
            <translation>试验 {number}：损失 {loss}</translation>
        </message>
        <message>
            <source>Strong blue: a low loss. Star: the best so far. Green rings: the newest trial or generation. Triangles above: losses too high for the picture.</source>
            <translation>深蓝：损失低。星号：目前最好的。绿圈：最新的一次试验或一代。上方的三角：损失过高，超出图的范围。</translation>
        </message>
        <message>
            <source>and {count} smaller ones</source>
            <translation>以及 {count} 个较小的</translation>
        </message>
        <message>
            <source>What happens, step by step</source>
            <translation>逐步看过程</translation>
        </message>
        <message>
            <source>What happens in the two loops, numbered as in the picture. Choose a line to go there.</source>
            <translation>两个循环中发生的事，编号与图中一致。选择一行即可转到该处。</translation>
        </message>
        <message>
            <source>One step of both loops will be shown here, part by part, with its numbers.</source>
            <translation>这里将逐部分显示两个循环的一步，并给出其中的数值。</translation>
        </message>
        <message>
            <source>Outer loop: over batches of tasks</source>
            <translation>外循环：遍历各批任务</translation>
        </message>
        <message>
            <source>Inner loop: one task</source>
            <translation>内循环：一个任务</translation>
        </message>
        <message>
            <source>The guess before and after the step</source>
            <translation>这一步前后的猜测</translation>
        </message>
        <message>
            <source>Pictures of the step</source>
            <translation>这一步的图示</translation>
        </message>
        <message>
            <source>Lengths by layer</source>
            <translation>各层的长度</translation>
        </message>
        <message>
            <source>The lengths of gradients and steps by layer will appear here.</source>
            <translation>这里将显示各层梯度和步的长度。</translation>
        </message>
        <message>
            <source>looked at: {iteration}</source>
            <translation>正在查看：{iteration}</translation>
        </message>
        <message>
            <source>The same strategy, judged on tasks of a family that it is not trained on.</source>
            <translation>同一策略在未用于训练的任务族上的评估结果。</translation>
        </message>
        <message>
            <source>on {family}, without training there</source>
            <translation>在未曾训练过的“{family}”上</translation>
        </message>
        <message>
            <source>by meta-iterations</source>
            <translation>按元迭代</translation>
        </message>
        <message>
            <source>Gradient evaluations count the work: strategies compared by them are compared fairly.</source>
            <translation>梯度计算次数衡量工作量：以它为准比较策略才公平。</translation>
        </message>
        <message>
            <source>Inner step of the validation curve</source>
            <translation>验证曲线的内循环步</translation>
        </message>
        <message>
            <source>The inner step after which the validation loss is read, here and in the sentence.</source>
            <translation>在内循环第几步之后读取验证损失，这里和下方的句子都以此为准。</translation>
        </message>
        <message>
            <source>Show the loss, or the share of right answers.</source>
            <translation>显示损失，或正确率。</translation>
        </message>
        <message>
            <source>log</source>
            <translation>对数</translation>
        </message>
        <message>
            <source>Logarithmic loss axis</source>
            <translation>损失用对数轴</translation>
        </message>
        <message>
            <source>Logarithmic loss axis: equal distances are equal factors.</source>
            <translation>损失用对数轴：相等的距离表示相等的倍数。</translation>
        </message>
        <message>
            <source>Outer loop</source>
            <translation>外循环</translation>
        </message>
        <message>
            <source>Press Run: how the strategy improves will be drawn here, meta-iteration by meta-iteration.</source>
            <translation>按“运行”：策略的进步会在这里逐次元迭代地画出来。</translation>
        </message>
        <message>
            <source>Training, smoothed: s becomes s + w (loss - s), with w = {weight}; at the beginning w is larger, so that a steep fall is soon forgotten.</source>
            <translation>训练（平滑）：s 变为 s + w (损失 - s)，w = {weight}；开始时 w 较大，使陡降很快被遗忘。</translation>
        </message>
        <message>
            <source>Pale: the loss of each meta-iteration. Band: 95% interval of the mean over validation tasks.</source>
            <translation>浅色：每次元迭代的损失。色带：验证任务均值的 95% 置信区间。</translation>
        </message>
        <message>
            <source>training, smoothed</source>
            <translation>训练（平滑）</translation>
        </message>
        <message>
            <source>Colours of the loss</source>
            <translation>损失的颜色</translation>
        </message>
        <message>
            <source>Losses from {low} (bluest) to {high} and more.</source>
            <translation>损失从 {low}（最蓝）到 {high} 及以上。</translation>
        </message>
        <message>
            <source>Plane</source>
            <translation>平面</translation>
        </message>
        <message>
            <source>Through which plane the space of parameters is looked at. A plane shows best what it was chosen for: of everything else only the shadow is seen.</source>
            <translation>从哪个平面观察参数空间。平面对它所针对的内容显示得最清楚；其余的一切只能看到投影。</translation>
        </message>
        <message>
            <source>To the right</source>
            <translation>向右</translation>
        </message>
        <message>
            <source>What lies in this direction.</source>
            <translation>这个方向上是什么。</translation>
        </message>
        <message>
            <source>Upwards</source>
            <translation>向上</translation>
        </message>
        <message>
            <source>Loss of</source>
            <translation>损失取自</translation>
        </message>
        <message>
            <source>Whose loss is drawn. One task has valleys of its own; the mean shows what suits all of them.</source>
            <translation>画出谁的损失。单个任务有它自己的低谷；均值则显示什么适合所有任务。</translation>
        </message>
        <message>
            <source>Judged on</source>
            <translation>评判依据</translation>
        </message>
        <message>
            <source>The support set is what adaptation goes down on; the query set says what that is worth.</source>
            <translation>适应是沿支持集的损失下降；查询集说明这样做的效果如何。</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Before: the loss of each point itself. After: the loss that adaptation reaches when it begins there, which is what MAML makes small.</source>
            <translation>适应前：各点本身的损失。适应后：从该点出发适应所达到的损失，MAML 使之变小的正是它。</translation>
        </message>
        <message>
            <source>How many validation tasks are adapted to. More say better what holds for all, and take longer.</source>
            <translation>适应多少个验证任务。越多，越能说明什么对所有任务都成立，耗时也越长。</translation>
        </message>
        <message>
            <source>How many steps each adaptation takes. More lead further away from the start.</source>
            <translation>每次适应走多少步。越多，离起点越远。</translation>
        </message>
        <message>
            <source>Back to the learned start</source>
            <translation>回到学到的起点</translation>
        </message>
        <message>
            <source>Adapt from what the strategy learned again (Home).</source>
            <translation>重新从策略学到的起点开始适应（Home）。</translation>
        </message>
        <message>
            <source>two parameters</source>
            <translation>两个参数</translation>
        </message>
        <message>
            <source>along the adaptations</source>
            <translation>沿各次适应</translation>
        </message>
        <message>
            <source>along the path</source>
            <translation>沿路径</translation>
        </message>
        <message>
            <source>towards two tasks</source>
            <translation>朝向两个任务</translation>
        </message>
        <message>
            <source>query set</source>
            <translation>查询集</translation>
        </message>
        <message>
            <source>support set</source>
            <translation>支持集</translation>
        </message>
        <message>
            <source>before adapting</source>
            <translation>适应前</translation>
        </message>
        <message>
            <source>after adapting</source>
            <translation>适应后</translation>
        </message>
        <message>
            <source>mean of the tasks</source>
            <translation>各任务的均值</translation>
        </message>
        <message>
            <source>Where learning begins, and where it leads for each task, will appear here once a run goes on.</source>
            <translation>运行开始后，这里将显示学习从何处开始，以及它对每个任务通向何处。</translation>
        </message>
        <message>
            <source>towards task {number}</source>
            <translation>朝向任务 {number}</translation>
        </message>
        <message>
            <source>at right angles, towards task {number}</source>
            <translation>与之垂直，朝向任务 {number}</translation>
        </message>
        <message>
            <source>first direction</source>
            <translation>第一方向</translation>
        </message>
        <message>
            <source>second direction</source>
            <translation>第二方向</translation>
        </message>
        <message>
            <source>ways to single tasks</source>
            <translation>通往各个任务的路径</translation>
        </message>
        <message>
            <source>path of the start</source>
            <translation>起点的路径</translation>
        </message>
        <message>
            <source>low loss: the bluer, the lower</source>
            <translation>损失低：越蓝越低</translation>
        </message>
        <message>
            <source>+ where a task's loss is lowest</source>
            <translation>+ 任务损失最低之处</translation>
        </message>
        <message>
            <source>At {x}, {y} the loss is {loss}.</source>
            <translation>在 ({x}, {y}) 处损失为 {loss}。</translation>
        </message>
        <message>
            <source>Preview of sampled tasks</source>
            <translation>抽样任务预览</translation>
        </message>
        <message>
            <source>Four tasks of this family. Dots are what the learner may adapt on.</source>
            <translation>此任务族中的四个任务。圆点是学习器可用来适应的样本。</translation>
        </message>
        <message>
            <source>No task can be sampled: {error}</source>
            <translation>无法抽取任务：{error}</translation>
        </message>
        <message>
            <source>Four tasks will appear here.</source>
            <translation>这里将显示四个任务。</translation>
        </message>
        <message>
            <source>trial</source>
            <translation>试验序号</translation>
        </message>
        <message>
            <source>Trials above the picture, marked at its top: {count}.</source>
            <translation>有 {count} 次试验超出图的上方，在顶端标出。</translation>
        </message>
        <message>
            <source>Answers of one student</source>
            <translation>一名学生的作答</translation>
        </message>
        <message>
            <source>{before} of {all} foreseen before, {after} after step {step}</source>
            <translation>{all} 次作答中：适应前预测对 {before} 次，第 {step} 步后预测对 {after} 次</translation>
        </message>
        <message>
            <source>Seen, in order</source>
            <translation>已见作答（按顺序）</translation>
        </message>
        <message>
            <source>Chances of right answers to other questions</source>
            <translation>其他题目的答对概率</translation>
        </message>
        <message>
            <source>Predictions against answers seen</source>
            <translation>预测效果随已见作答数的变化</translation>
        </message>
        <message>
            <source>How good predictions are after each number of answers will appear here.</source>
            <translation>这里将显示每多见一次作答，预测的效果如何。</translation>
        </message>
        <message>
            <source>answers seen</source>
            <translation>已见作答数</translation>
        </message>
        <message>
            <source>How predictions are judged: by their loss, the share right, or the area under the curve.</source>
            <translation>预测的评判方式：损失、正确率，或 ROC 曲线下面积。</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>界限</translation>
        </message>
        <message>
            <source>Predictions count as good when their mean loss over all students is no more than this above the best that is known from all answers, and stays so with more answers.</source>
            <translation>如果所有学生的平均损失比已知的最好结果（由全部作答得到）高出不超过此值，并且在作答更多时仍然如此，预测就算良好。</translation>
        </message>
        <message>
            <source>good within</source>
            <translation>良好的界限</translation>
        </message>
        <message>
            <source>accuracy</source>
            <translation>正确率</translation>
        </message>
        <message>
            <source>area under the curve</source>
            <translation>ROC 曲线下面积</translation>
        </message>
        <message>
            <source>Students who are served worst</source>
            <translation>预测最差的学生</translation>
        </message>
        <message>
            <source>The tenth of the students with the highest loss after adapting; click one to see it.</source>
            <translation>适应后损失最高的十分之一学生；点击其中一名即可查看。</translation>
        </message>
        <message>
            <source>task {number}: loss {loss}, {about}</source>
            <translation>任务 {number}：损失 {loss}，{about}</translation>
        </message>
        <message>
            <source>the {worst} served worst of {count} students</source>
            <translation>{count} 名学生中预测最差的 {worst} 名</translation>
        </message>
        <message>
            <source>Click an answer to make it wrong or right, and see what would be predicted then. With the keyboard: arrows choose an answer, the space bar changes it.</source>
            <translation>点击一次作答，把它改为答错或答对，看预测会怎样变化。用键盘：方向键选择作答，空格键更改。</translation>
        </message>
        <message>
            <source>Answers that were seen</source>
            <translation>已见的作答</translation>
        </message>
        <message>
            <source>answer {number} of {all}, to item {item}: right</source>
            <translation>第 {number} 次作答，共 {all} 次，题目 {item}：答对</translation>
        </message>
        <message>
            <source>answer {number} of {all}, to item {item}: wrong</source>
            <translation>第 {number} 次作答，共 {all} 次，题目 {item}：答错</translation>
        </message>
        <message>
            <source>What is seen of the students</source>
            <translation>查看学生的哪一方面</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>假设分析</translation>
        </message>
        <message>
            <source>Change a student's answers, and see what would be predicted then.</source>
            <translation>更改一名学生的作答，看预测会怎样变化。</translation>
        </message>
        <message>
            <source>Answers needed</source>
            <translation>所需作答</translation>
        </message>
        <message>
            <source>How many answers it takes until predictions are good.</source>
            <translation>需要多少次作答，预测才算良好。</translation>
        </message>
        <message>
            <source>Served worst</source>
            <translation>预测最差</translation>
        </message>
        <message>
            <source>For which students predictions are worst, and what they have in common.</source>
            <translation>哪些学生的预测最差，他们有什么共同点。</translation>
        </message>
        <message>
            <source>Change a student's answers, see how many are needed, and who is served worst.</source>
            <translation>更改一名学生的作答，看需要多少次作答，以及哪些学生的预测最差。</translation>
        </message>
        <message>
            <source>Take all changes of this student's answers back.</source>
            <translation>撤销对该学生作答的所有更改。</translation>
        </message>
        <message>
            <source>Take all changes back</source>
            <translation>撤销所有更改</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>作答</translation>
        </message>
        <message>
            <source>This student</source>
            <translation>该学生</translation>
        </message>
        <message>
            <source>This strategy does not say how sure it is, so there are no bands.</source>
            <translation>该策略不给出自己的确定程度，因此没有置信带。</translation>
        </message>
        <message>
            <source>as given</source>
            <translation>原样</translation>
        </message>
        <message>
            <source>what if</source>
            <translation>假设</translation>
        </message>
        <message>
            <source>bands: 95%</source>
            <translation>置信带：95%</translation>
        </message>
        <message>
            <source>gives no bands</source>
            <translation>不给出置信带</translation>
        </message>
        <message>
            <source>Results of the sweep</source>
            <translation>扫描的结果</translation>
        </message>
        <message>
            <source>The results of a sweep will fill in here as they arrive.</source>
            <translation>扫描的结果得出后将陆续显示在这里。</translation>
        </message>
        <message>
            <source>{what}, step {step}</source>
            <translation>{what}，第 {step} 步</translation>
        </message>
        <message>
            <source>Inner loop at the chosen values</source>
            <translation>所选取值的内循环</translation>
        </message>
        <message>
            <source>Choose a result to see its inner loop here.</source>
            <translation>选择一个结果，在这里查看它的内循环。</translation>
        </message>
        <message>
            <source>The result after each inner step, on the same tasks as beside it: pale each seed, bold their mean</source>
            <translation>内循环每一步之后的结果，与旁边所用任务相同：浅色为各个种子，粗线为平均值</translation>
        </message>
        <message>
            <source>inner step</source>
            <translation>内循环步</translation>
        </message>
        <message>
            <source>{value} or more</source>
            <translation>{value} 及以上</translation>
        </message>
        <message>
            <source>{after}: {what}, of one seed.</source>
            <translation>{after}：{what}，单个种子。</translation>
        </message>
        <message>
            <source>{after}: {what}, mean over {seeds} seeds.</source>
            <translation>{after}：{what}，{seeds} 个种子的平均值。</translation>
        </message>
        <message>
            <source>Bands: 95% intervals over seeds.</source>
            <translation>带：对种子的 95% 置信区间。</translation>
        </message>
        <message>
            <source>Small points: single seeds.</source>
            <translation>小点：单个种子。</translation>
        </message>
        <message>
            <source>Small points: single seeds, too few for an interval.</source>
            <translation>小点：单个种子，数目太少，无法给出区间。</translation>
        </message>
        <message>
            <source>Hatched: some seeds failed, diverged or overflowed, and the mean is without them.</source>
            <translation>阴影线：有些种子失败、发散或溢出，平均值不含它们。</translation>
        </message>
        <message>
            <source>Hollow: some seeds failed, diverged or overflowed, and the mean is without them.</source>
            <translation>空心：有些种子失败、发散或溢出，平均值不含它们。</translation>
        </message>
        <message>
            <source>{ended} of {all} seeds</source>
            <translation>{all} 个随机种子中已结束 {ended} 个</translation>
        </message>
        <message>
            <source>The bowl of one task</source>
            <translation>一个任务的碗面</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>own task</source>
            <translation>自制任务</translation>
        </message>
        <message>
            <source>Trials</source>
            <translation>试验</translation>
        </message>
        <message>
            <source>Show what the search has tried instead of the task.</source>
            <translation>显示搜索已试过的内容，而不是任务。</translation>
        </message>
        <message>
            <source>One task will appear here: its points, and the learner's guess before and after each step.</source>
            <translation>这里将显示一个任务：它的数据点，以及学习器在每一步前后的猜测。</translation>
        </message>
        <message>
            <source>after</source>
            <translation>适应后</translation>
        </message>
        <message>
            <source>from scratch</source>
            <translation>从零学习</translation>
        </message>
        <message>
            <source>Pictures of one task</source>
            <translation>一个任务的图片</translation>
        </message>
        <message>
            <source>{before} of {all} right before, {after} after step {step}</source>
            <translation>{all} 个中：适应前对 {before} 个，第 {step} 步后对 {after} 个</translation>
        </message>
        <message>
            <source>Learns from</source>
            <translation>学习用图</translation>
        </message>
        <message>
            <source>Reads: before → after</source>
            <translation>识别：适应前 → 适应后</translation>
        </message>
        <message>
            <source>Reads, after adapting</source>
            <translation>适应后的识别结果</translation>
        </message>
        <message>
            <source>loss {before} → {after}</source>
            <translation>损失 {before} → {after}</translation>
        </message>
        <message>
            <source>lower</source>
            <translation>较低处</translation>
        </message>
        <message>
            <source>the learner's way down</source>
            <translation>学习器的下降路径</translation>
        </message>
        <message>
            <source>Points of one task</source>
            <translation>一个任务的点</translation>
        </message>
        <message>
            <source>border from scratch</source>
            <translation>从零学习的边界</translation>
        </message>
        <message>
            <source>{before} of {all} right before, {after} after step {step}; from scratch {scratch}</source>
            <translation>共 {all} 个，适应前正确 {before} 个，第 {step} 步后正确 {after} 个；从零学习正确 {scratch} 个</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间线</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>最新</translation>
        </message>
        <message>
            <source>Look at what was learned last, and follow the run.</source>
            <translation>查看最近学到的内容，并跟随运行。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save as film...</source>
            <translation>保存为影片…</translation>
        </message>
        <message>
            <source>Cancel the film</source>
            <translation>取消制作影片</translation>
        </message>
        <message>
            <source>film: frame {done} of {frames}</source>
            <translation>影片：第 {done} 帧，共 {frames} 帧</translation>
        </message>
        <message>
            <source>Animated pictures ({endings})</source>
            <translation>动画图片（{endings}）</translation>
        </message>
        <message>
            <source>Save as film</source>
            <translation>保存为影片</translation>
        </message>
        <message>
            <source>The film is saved in {file}.</source>
            <translation>影片已保存到 {file}。</translation>
        </message>
        <message>
            <source>Once a run was evaluated twice, you can go back in time here.</source>
            <translation>运行经过两次评估后，可以在这里回看。</translation>
        </message>
        <message>
            <source>Of this run only what was learned last is kept, so there is no going back.</source>
            <translation>此次运行只保留了最后学到的内容，因此无法回看。</translation>
        </message>
        <message>
            <source>This run was evaluated only once, so there is no going back.</source>
            <translation>该运行只评估过一次，因此无法回看。</translation>
        </message>
        <message>
            <source>The views show the run after {iteration} meta-iterations; the next evaluation is after {next}.</source>
            <translation>各视图显示 {iteration} 次元迭代之后的运行；下一次评估在 {next} 次之后。</translation>
        </message>
        <message>
            <source>after {iteration} of {total} meta-iterations</source>
            <translation>第 {iteration} 次元迭代后，共 {total} 次</translation>
        </message>
        <message>
            <source>Save nothing.</source>
            <translation>不保存任何内容。</translation>
        </message>
        <message>
            <source>Once a run was evaluated twice, it can be saved as a film.</source>
            <translation>运行经过两次评估后，就可以存为影片。</translation>
        </message>
        <message>
            <source>What this page shows does not change along a run; choose another page to film.</source>
            <translation>此页显示的内容不随运行变化；请选择其他页来制作影片。</translation>
        </message>
        <message>
            <source>Save what this page shows, at one moment after the other, as an animated picture.</source>
            <translation>把此页在各个时刻显示的内容依次保存为动画图片。</translation>
        </message>
        <message>
            <source>Hold the film</source>
            <translation>暂停影片</translation>
        </message>
        <message>
            <source>Play the run as a film</source>
            <translation>把运行作为影片播放</translation>
        </message>
        <message>
            <source>Sampled</source>
            <translation>抽样</translation>
        </message>
        <message>
            <source>Empty, to fill</source>
            <translation>空白，待填</translation>
        </message>
        <message>
            <source>Drag points; double click adds one, right click removes one. By key: page up, page down, Shift and an arrow, Insert, Delete</source>
            <translation>拖动点；双击添加一个点，右击移除一个点。用键盘：Page Up、Page Down、Shift 加方向键、Insert、Delete</translation>
        </message>
        <message>
            <source>Add a point with each click (key Insert)</source>
            <translation>每次点击添加一个点（Insert 键）</translation>
        </message>
        <message>
            <source>Paint a row of points</source>
            <translation>画出一串点</translation>
        </message>
        <message>
            <source>Class of new points</source>
            <translation>新点的类别</translation>
        </message>
        <message>
            <source>The class of the points that you add: the learner is told that they are of it.</source>
            <translation>所添加的点的类别：学习器会得知它们属于该类别。</translation>
        </message>
        <message>
            <source>Undo the last change of the points</source>
            <translation>撤销对点的上一次更改</translation>
        </message>
        <message>
            <source>The task as it was, without any change</source>
            <translation>恢复任务原样，不带任何更改</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>手动</translation>
        </message>
        <message>
            <source>Shown task</source>
            <translation>显示的任务</translation>
        </message>
        <message>
            <source>Which task is shown: one that was sampled, or one that you made and kept.</source>
            <translation>显示哪个任务：抽样得到的，或您自制并保留的。</translation>
        </message>
        <message>
            <source>Name of the task</source>
            <translation>任务名称</translation>
        </message>
        <message>
            <source>What the task is to be called. Enter keeps it with the experiment, Escape does not.</source>
            <translation>给任务起的名称。按 Enter 随实验保留该任务，按 Escape 则不保留。</translation>
        </message>
        <message>
            <source>Keep this task with the experiment, to see and share it later</source>
            <translation>随实验保留此任务，以便日后查看和共享</translation>
        </message>
        <message>
            <source>Remove this task from the experiment</source>
            <translation>从实验中移除此任务</translation>
        </message>
        <message>
            <source>There is nothing to keep yet.</source>
            <translation>还没有可保留的内容。</translation>
        </message>
        <message>
            <source>{name} {number}</source>
            <translation>{name} {number}</translation>
        </message>
        <message>
            <source>Kept tasks that do not fit</source>
            <translation>保存的但不适合的任务</translation>
        </message>
        <message>
            <source>({count} more do not fit.)</source>
            <translation>（另有 {count} 个不适合。）</translation>
        </message>
        <message>
            <source>A task has room for {most} points.</source>
            <translation>一个任务最多容纳 {most} 个点。</translation>
        </message>
        <message>
            <source>point {number} of {all} at {x}, {y}</source>
            <translation>第 {number} 个点，共 {all} 个，位于 {x}, {y}</translation>
        </message>
        <message>
            <source>My task</source>
            <translation>我的任务</translation>
        </message>
        <message>
            <source>Task {number}</source>
            <translation>任务 {number}</translation>
        </message>
        <message>
            <source>Moment</source>
            <translation>时刻</translation>
        </message>
        <message>
            <source>Which meta-iteration the views look at: they adapt from what was learned by then. Arrows go from evaluation to evaluation, Home and End to the first and the newest.</source>
            <translation>视图查看的是哪次元迭代：它们从那时学到的内容开始适应。方向键在各次评估之间移动，Home 和 End 转到第一次和最新一次。</translation>
        </message>
        <message>
            <source>Previous {what}</source>
            <translation>上一个{what}</translation>
        </message>
        <message>
            <source>Next {what}</source>
            <translation>下一个{what}</translation>
        </message>
        <message>
            <source>The run goes on, but from here on it is not saved: {why}</source>
            <translation>运行继续进行，但从现在起不再保存：{why}</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>A context stands beside inputs that are flat vectors, which the learner {learner} does not read; choose a multi-layer perceptron.</source>
            <translation>上下文参数与向量形式的输入并列，而学习器“{learner}”不读取这种输入；请选择多层感知机。</translation>
        </message>
        <message>
            <source>The query pictures of a task were normalised together, so these results are transductive.</source>
            <translation>任务的查询图片是一起归一化的，因此这些结果是直推式的。</translation>
        </message>
        <message>
            <source>A convolutional network reads pictures; there are none in {family}.</source>
            <translation>卷积网络读取图片；{family}中没有图片。</translation>
        </message>
        <message>
            <source>The learner {learner} predicts right and wrong answers, which {family} does not have; choose a family of students, or another learner.</source>
            <translation>学习器“{learner}”预测作答的对错，而“{family}”没有作答；请选择学生类任务族，或换一个学习器。</translation>
        </message>
        <message>
            <source>The disk with {file} is full. Free some space; saving goes on by itself.</source>
            <translation>{file} 所在的磁盘已满。请腾出空间；之后会自动继续保存。</translation>
        </message>
        <message>
            <source>The database {file} may not be written. Give yourself the right to, or name another file.</source>
            <translation>您无权写入数据库 {file}。请取得写入权限，或换一个文件。</translation>
        </message>
        <message>
            <source>The database {file} cannot be opened. Check that its folder exists and that you may write there, or name another file.</source>
            <translation>无法打开数据库 {file}。请确认其文件夹存在且您有权写入，或换一个文件。</translation>
        </message>
        <message>
            <source>The database {file} may not be opened. Give yourself the right to, or name another file.</source>
            <translation>您无权打开数据库 {file}。请取得权限，或换一个文件。</translation>
        </message>
        <message>
            <source>The database {file} is in use by another program. Saving goes on by itself as soon as it is free.</source>
            <translation>数据库 {file} 正被其他程序使用。一旦空闲，会自动继续保存。</translation>
        </message>
        <message>
            <source>The database {file} is damaged. It was left as it is; move it away to begin a new one, or name another file.</source>
            <translation>数据库 {file} 已损坏，未作改动。请移走它以便新建，或换一个文件。</translation>
        </message>
        <message>
            <source>The file {file} is not a database. It was left as it is; name another file.</source>
            <translation>文件 {file} 不是数据库，未作改动。请换一个文件。</translation>
        </message>
        <message>
            <source>The disk failed to read or write {file}. Check the disk; saving is tried again by itself.</source>
            <translation>磁盘读写 {file} 时出错。请检查磁盘；程序会自动再次尝试保存。</translation>
        </message>
        <message>
            <source>There was not enough memory to use the database {file}.</source>
            <translation>内存不足，无法使用数据库 {file}。</translation>
        </message>
        <message>
            <source>Something is too large to be kept in the database {file}.</source>
            <translation>有内容太大，无法存入数据库 {file}。</translation>
        </message>
        <message>
            <source>The folder {folder} cannot be used: {why}.</source>
            <translation>无法使用文件夹 {folder}：{why}。</translation>
        </message>
        <message>
            <source>{file} is a folder; name a file.</source>
            <translation>{file} 是文件夹；请给出文件。</translation>
        </message>
        <message>
            <source>The file {file} is a database of another program.</source>
            <translation>文件 {file} 是其他程序的数据库。</translation>
        </message>
        <message>
            <source>The database {file} has format {format}, which a newer version of this program made; this one knows up to {known}. Install the newer version, or name another file.</source>
            <translation>数据库 {file} 的格式为 {format}，由本程序的较新版本建立；本版本最高支持 {known}。请安装较新的版本，或换一个文件。</translation>
        </message>
        <message>
            <source>The database {file} could not be brought to the format of this version and is as it was. {why}</source>
            <translation>无法将数据库 {file} 转换为本版本的格式，它保持原样。{why}</translation>
        </message>
        <message>
            <source>The database {file} may not be read. Give yourself the right to, or name another file.</source>
            <translation>不能读取数据库 {file}。请取得读取权限，或改用其他文件。</translation>
        </message>
        <message>
            <source>It cannot be packed: {why}.</source>
            <translation>无法打包：{why}。</translation>
        </message>
        <message>
            <source>What the run has learned cannot be saved, so it could not go on from here. {why}</source>
            <translation>该运行学到的内容无法保存，因此无法从此处继续。{why}</translation>
        </message>
        <message>
            <source>Run {run} was deleted or taken over by another program; what it does from now on is not saved.</source>
            <translation>运行 {run} 已被其他程序删除或接管；此后的内容不再保存。</translation>
        </message>
        <message>
            <source>Run {run} was not taken up.</source>
            <translation>运行 {run} 没有被接续。</translation>
        </message>
        <message>
            <source>Run {run} is going on already.</source>
            <translation>运行 {run} 已在进行中。</translation>
        </message>
        <message>
            <source>Run {run} is complete; there is nothing to resume.</source>
            <translation>运行 {run} 已完成，无需继续。</translation>
        </message>
        <message>
            <source>Run {run} diverged, and would diverge again.</source>
            <translation>运行 {run} 已发散，继续仍会发散。</translation>
        </message>
        <message>
            <source>Run {run} has no checkpoint from which it could go on. What it told is kept; to run it again, export its experiment.</source>
            <translation>运行 {run} 没有可以继续的检查点。它的记录仍保留；如要重新运行，请导出它的实验。</translation>
        </message>
        <message>
            <source>What is kept of run {run} is damaged.</source>
            <translation>运行 {run} 保存的内容已损坏。</translation>
        </message>
        <message>
            <source>There is no run {run}.</source>
            <translation>没有运行 {run}。</translation>
        </message>
        <message>
            <source>The database {file} may not be written: {why}.</source>
            <translation>不能写入数据库 {file}：{why}。</translation>
        </message>
        <message>
            <source>it has no manifest</source>
            <translation>其中没有清单</translation>
        </message>
        <message>
            <source>its manifest lists other files than it has</source>
            <translation>清单所列的文件与其中的文件不符</translation>
        </message>
        <message>
            <source>This is too large to be shared: {name} would have {size} MB. Share fewer runs, or shorter ones.</source>
            <translation>内容太大，无法共享：{name} 将达到 {size} MB。请共享较少或较短的运行。</translation>
        </message>
        <message>
            <source>it is a folder</source>
            <translation>它是文件夹</translation>
        </message>
        <message>
            <source>its list of members is damaged</source>
            <translation>其中的成员列表已损坏</translation>
        </message>
        <message>
            <source>The file {file} is damaged in {name}.</source>
            <translation>文件 {file} 中的 {name} 已损坏。</translation>
        </message>
        <message>
            <source>it is larger than {most} MB</source>
            <translation>它大于 {most} MB</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>它是空的</translation>
        </message>
        <message>
            <source>it has more than {most} members</source>
            <translation>其中的成员超过 {most} 个</translation>
        </message>
        <message>
            <source>it unpacks to more than {most} MB</source>
            <translation>它解压后超过 {most} MB</translation>
        </message>
        <message>
            <source>it unpacks to far more than it has</source>
            <translation>它解压后的大小与压缩时相差过大</translation>
        </message>
        <message>
            <source>it holds {name}, which does not belong into one</source>
            <translation>其中的 {name} 不应出现在共享文件里</translation>
        </message>
        <message>
            <source>it holds {name} twice</source>
            <translation>其中有两个 {name}</translation>
        </message>
        <message>
            <source>its {name} is a link or a folder</source>
            <translation>其中的 {name} 是链接或文件夹</translation>
        </message>
        <message>
            <source>its {name} is encrypted</source>
            <translation>其中的 {name} 已加密</translation>
        </message>
        <message>
            <source>its {name} is packed in a way that this program does not know</source>
            <translation>其中的 {name} 的压缩方式为本程序所不识</translation>
        </message>
        <message>
            <source>its {name} has more than {most} MB</source>
            <translation>其中的 {name} 超过 {most} MB</translation>
        </message>
        <message>
            <source>its {name} unpacks to far more than it has</source>
            <translation>其中的 {name} 解压后的大小与压缩时相差过大</translation>
        </message>
        <message>
            <source>The file {file} has format {format}, and this version knows {known}; install a newer one to open it.</source>
            <translation>文件 {file} 的格式为 {format}，本版本只支持 {known}；请安装较新的版本来打开它。</translation>
        </message>
        <message>
            <source>{file} is not a shared file that can be opened: {why}.</source>
            <translation>{file} 不是可以打开的共享文件：{why}。</translation>
        </message>
        <message>
            <source>it is not complete or not a shared file; ask for it again</source>
            <translation>它不完整，或者不是共享文件；请再要一份</translation>
        </message>
        <message>
            <source>The shared file does not hold {file}, which {path} names.</source>
            <translation>共享文件不含 {path} 所指的 {file}。</translation>
        </message>
        <message>
            <source>{path} names {file}, which does not travel with an experiment. {path} was left empty; choose your own copy.</source>
            <translation>{path} 指向 {file}，该文件不会随实验一起传递。{path} 已留空；请选择您自己的副本。</translation>
        </message>
        <message>
            <source>What run {run} had learned after {count} meta-iterations is not kept.</source>
            <translation>运行 {run} 在 {count} 次元迭代后学到的内容没有保留。</translation>
        </message>
        <message>
            <source>What run {run} had learned after {count} meta-iterations cannot be used. {why}</source>
            <translation>运行 {run} 在 {count} 次元迭代后学到的内容无法使用。{why}</translation>
        </message>
        <message>
            <source>Run {run} is going on; stop it first.</source>
            <translation>运行 {run} 正在进行；请先停止。</translation>
        </message>
        <message>
            <source>What is kept of sweep {sweep} is damaged.</source>
            <translation>扫描 {sweep} 保存的内容已损坏。</translation>
        </message>
        <message>
            <source>There is no sweep {sweep}.</source>
            <translation>没有扫描 {sweep}。</translation>
        </message>
        <message>
            <source>The database {file} does not answer. Try again later.</source>
            <translation>数据库 {file} 没有响应。请稍后再试。</translation>
        </message>
        <message>
            <source>The database {file} was closed.</source>
            <translation>数据库 {file} 已关闭。</translation>
        </message>
        <message>
            <source>The run cannot be saved: {why}.</source>
            <translation>无法保存该运行：{why}。</translation>
        </message>
        <message>
            <source>The database {file} was moved or deleted while it was in use. Put it back, or close the program and start it again.</source>
            <translation>数据库 {file} 在使用中被移走或删除。请放回原处，或关闭程序后重新启动。</translation>
        </message>
        <message>
            <source>ALPaCA predicts numbers with a normal error, but the targets of {family} are classes; choose a family of functions, or the ridge head.</source>
            <translation>ALPaCA 预测误差服从正态分布的数值，而“{family}”的目标是类别；请选择函数类任务族，或改用岭回归头。</translation>
        </message>
        <message>
            <source>{section}.heads is {heads}; it must divide {section}.width, which is {width}.</source>
            <translation>{section}.heads 为 {heads}；应能整除 {section}.width，后者为 {width}。</translation>
        </message>
        <message>
            <source>{strategy}: only for tasks with classes; there are none in {family}.</source>
            <translation>{strategy}：只适用于有类别的任务；{family}中没有类别。</translation>
        </message>
        <message>
            <source>{strategy}: what is learned are the layers below the head; there are none in {learner}.</source>
            <translation>{strategy}：学习的是输出层之下的各层；{learner}中没有这样的层。</translation>
        </message>
        <message>
            <source>{section}.size is {size}; with attention it must be a multiple of {heads}.</source>
            <translation>{section}.size 为 {size}；使用注意力时应为 {heads} 的倍数。</translation>
        </message>
        <message>
            <source>The representation of a support set can only shift what the learner {learner} predicts, since it has one layer; choose a learner with hidden layers.</source>
            <translation>学习器“{learner}”只有一层，支持集的表示只能使其预测整体平移；请选择带隐藏层的学习器。</translation>
        </message>
        <message>
            <source>The last layer is solved for in closed form, but the learner {learner} is not a linear layer on features; choose a multi-layer perceptron.</source>
            <translation>最后一层要用闭式解求出，但学习器“{learner}”不是特征加线性层的形式；请选择多层感知机。</translation>
        </message>
        <message>
            <source>ANIL adapts only the last layer and shares those before it, but the learner {learner} has one layer; choose a learner with hidden layers, or MAML.</source>
            <translation>ANIL 只适应最后一层，共享之前各层，但学习器“{learner}”只有一层；请选择带隐藏层的学习器，或改用 MAML。</translation>
        </message>
        <message>
            <source>strategy.space names {path}, which is not known{hint}</source>
            <translation>strategy.space 中的 {path} 是未知的{hint}</translation>
        </message>
        <message>
            <source>strategy.space names {path}, which has no limits to search within.</source>
            <translation>strategy.space 中的 {path} 没有可供搜索的上下限。</translation>
        </message>
        <message>
            <source>strategy.space names nothing that can be searched with this learner.</source>
            <translation>strategy.space 中没有可以在该学习器上搜索的参数。</translation>
        </message>
        <message>
            <source>No best answer is known for {family}, so there is no oracle.</source>
            <translation>{family}没有已知的最佳答案，因此没有神谕。</translation>
        </message>
        <message>
            <source>No best answer is known for these tasks.</source>
            <translation>这些任务没有已知的最佳答案。</translation>
        </message>
        <message>
            <source>{path} has {count} values; it must be 2 to {most}.</source>
            <translation>{path} 有 {count} 个值；应为 2 到 {most} 个。</translation>
        </message>
        <message>
            <source>{path} goes from {low} to {high}; the first must be the lower.</source>
            <translation>{path} 从 {low} 到 {high}；前者应小于后者。</translation>
        </message>
        <message>
            <source>{path} begins at {low}; a logarithmic range begins above 0.</source>
            <translation>{path} 从 {low} 开始；对数范围应从大于 0 的值开始。</translation>
        </message>
        <message>
            <source>{text} names no values; write PATH=VALUES, as in seed=0..4.</source>
            <translation>{text} 没有给出值；请写成 PATH=VALUES，例如 seed=0..4。</translation>
        </message>
        <message>
            <source>The values of {path} are too long.</source>
            <translation>{path} 的值太长。</translation>
        </message>
        <message>
            <source>{path} is {given}; a range is written LOW:HIGH:COUNT or LOW:HIGH:log:COUNT, as in 0.001:1:log:7.</source>
            <translation>{path} 为 {given}；范围应写成 LOW:HIGH:COUNT 或 LOW:HIGH:log:COUNT，例如 0.001:1:log:7。</translation>
        </message>
        <message>
            <source>{path} goes from {low} to {high}; the first must be the lower, with at most {most} values.</source>
            <translation>{path} 从 {low} 到 {high}；前者应小于后者，且最多 {most} 个值。</translation>
        </message>
        <message>
            <source>{path} has {count} values; it must be 1 to {most}.</source>
            <translation>{path} 有 {count} 个值；应为 1 到 {most} 个。</translation>
        </message>
        <message>
            <source>The process of this run ended unexpectedly, twice. Perhaps it needs more memory than there is; try a smaller meta-batch, a smaller network, or fewer jobs.</source>
            <translation>此次运行的进程两次意外结束。所需内存可能超过现有内存；请试用较小的元批次、较小的网络，或减少同时进行的作业。</translation>
        </message>
        <message>
            <source>Sweep {sweep} is going on already.</source>
            <translation>扫描 {sweep} 已在进行。</translation>
        </message>
        <message>
            <source>A sweep has {count} parameters; it must be one or two, and seeds.</source>
            <translation>扫描有 {count} 个参数；应为一个或两个，另加随机种子。</translation>
        </message>
        <message>
            <source>{path} is given twice; give it once.</source>
            <translation>{path} 给出了两次；请只给出一次。</translation>
        </message>
        <message>
            <source>A sweep needs a parameter with several values, or several seeds.</source>
            <translation>扫描需要一个取多个值的参数，或多个随机种子。</translation>
        </message>
        <message>
            <source>A sweep has {count} runs; it must be at most {most}.</source>
            <translation>扫描有 {count} 次运行；最多应为 {most} 次。</translation>
        </message>
        <message>
            <source>What is kept of the sweep makes no sense to this version.</source>
            <translation>本版本无法理解该扫描保存的内容。</translation>
        </message>
        <message>
            <source>The file {file} is larger than {most} bytes.</source>
            <translation>文件 {file} 大于 {most} 字节。</translation>
        </message>
        <message>
            <source>Line {line} of {file} cannot be read as a table: {why}.</source>
            <translation>{file} 第 {line} 行无法作为表格读取：{why}。</translation>
        </message>
        <message>
            <source>The file {file} is empty; a table with a row of column names is needed.</source>
            <translation>文件 {file} 是空的；需要带一行列名的表格。</translation>
        </message>
        <message>
            <source>The file {file} is not text in UTF-8; save it as CSV in UTF-8.</source>
            <translation>文件 {file} 不是 UTF-8 文本；请另存为 UTF-8 编码的 CSV。</translation>
        </message>
        <message>
            <source>The file {file} has more than {most} columns.</source>
            <translation>文件 {file} 超过 {most} 列。</translation>
        </message>
        <message>
            <source>Line {line} of {file} has {found} columns where the first line has {wanted}.</source>
            <translation>{file} 第 {line} 行有 {found} 列，而第一行有 {wanted} 列。</translation>
        </message>
        <message>
            <source>The file {file} has column names and no rows.</source>
            <translation>文件 {file} 只有列名，没有数据行。</translation>
        </message>
        <message>
            <source>The file {file} has several columns named {column}; give each a name of its own.</source>
            <translation>文件 {file} 有多个名为 {column} 的列；请使各列名称互不相同。</translation>
        </message>
        <message>
            <source>The file {file} has no column {column}{hint}</source>
            <translation>文件 {file} 没有名为 {column} 的列{hint}</translation>
        </message>
        <message>
            <source>this has no name; write a = before it.</source>
            <translation>此处缺少名称；请在前面写上 a =。</translation>
        </message>
        <message>
            <source>it is too deeply nested.</source>
            <translation>嵌套太深。</translation>
        </message>
        <message>
            <source>the name {name} is given twice.</source>
            <translation>名称 {name} 出现了两次。</translation>
        </message>
        <message>
            <source>the name {name} has a meaning already; take another.</source>
            <translation>名称 {name} 已有含义；请换一个。</translation>
        </message>
        <message>
            <source>there are more than {most} names.</source>
            <translation>名称超过 {most} 个。</translation>
        </message>
        <message>
            <source>the distribution {name} is not known{hint}</source>
            <translation>未知的分布 {name}{hint}</translation>
        </message>
        <message>
            <source>{name} takes 2 numbers, not {given}.</source>
            <translation>{name} 需要 2 个数，而不是 {given} 个。</translation>
        </message>
        <message>
            <source>the first number of {name} is the lower one.</source>
            <translation>{name} 的第一个数应是较小的那个。</translation>
        </message>
        <message>
            <source>a standard deviation cannot be negative.</source>
            <translation>标准差不能为负。</translation>
        </message>
        <message>
            <source>both numbers of loguniform must be above 0.</source>
            <translation>loguniform 的两个数都应大于 0。</translation>
        </message>
        <message>
            <source>this is not a number of moderate size.</source>
            <translation>这不是大小适中的数。</translation>
        </message>
        <message>
            <source>more than {most} operations lie within each other.</source>
            <translation>运算嵌套超过 {most} 层。</translation>
        </message>
        <message>
            <source>a number may be at most {largest}.</source>
            <translation>数不能超过 {largest}。</translation>
        </message>
        <message>
            <source>{name} is a function; brackets must follow it.</source>
            <translation>{name} 是函数；后面应有括号。</translation>
        </message>
        <message>
            <source>a sign such as * is missing in {name}.</source>
            <translation>{name} 中缺少 * 之类的运算符。</translation>
        </message>
        <message>
            <source>the name {name} is not known{hint}</source>
            <translation>未知的名称 {name}{hint}</translation>
        </message>
        <message>
            <source>this is neither a number nor a calculation with numbers.</source>
            <translation>这既不是数，也不是数的运算。</translation>
        </message>
        <message>
            <source>this calculation is not known.</source>
            <translation>不支持这种运算。</translation>
        </message>
        <message>
            <source>{name} is not a function; a sign such as * is missing after it.</source>
            <translation>{name} 不是函数；后面缺少 * 之类的运算符。</translation>
        </message>
        <message>
            <source>the function {name} is not known{hint}</source>
            <translation>未知的函数 {name}{hint}</translation>
        </message>
        <message>
            <source>{name} takes {wanted} values, not {given}.</source>
            <translation>{name} 需要 {wanted} 个值，而不是 {given} 个。</translation>
        </message>
        <message>
            <source>The formula has no finite value in most of its tasks.</source>
            <translation>公式在多数任务中没有有限的值。</translation>
        </message>
        <message>
            <source>the same in every task</source>
            <translation>所有任务相同</translation>
        </message>
        <message>
            <source>the formula has no input; write x in it, or x1 and x2.</source>
            <translation>公式中没有输入；请写入 x，或 x1 和 x2。</translation>
        </message>
        <message>
            <source>a formula with x1 or x2 cannot have x too.</source>
            <translation>含 x1 或 x2 的公式不能再含 x。</translation>
        </message>
        <message>
            <source>this has no value of moderate size.</source>
            <translation>此处的值不是大小适中的数。</translation>
        </message>
        <message>
            <source>this is beyond {largest} where {where}.</source>
            <translation>当 {where} 时，此处的值超过 {largest}。</translation>
        </message>
        <message>
            <source>this has no finite value where {where}.</source>
            <translation>当 {where} 时，此处没有有限的值。</translation>
        </message>
        <message>
            <source>length scale {scale}, period {period}</source>
            <translation>长度尺度 {scale}，周期 {period}</translation>
        </message>
        <message>
            <source>{inputs} weights</source>
            <translation>{inputs} 个权重</translation>
        </message>
        <message>
            <source>line, slope {slope}, offset {offset}</source>
            <translation>直线，斜率 {slope}，截距 {offset}</translation>
        </message>
        <message>
            <source>at {rest}</source>
            <translation>{rest} 处</translation>
        </message>
        <message>
            <source>at the end</source>
            <translation>末尾处</translation>
        </message>
        <message>
            <source>{path}, character {position}, {place}: {why}</source>
            <translation>{path} 第 {position} 个字符，{place}：{why}</translation>
        </message>
        <message>
            <source>it cannot be read from here on.</source>
            <translation>从此处起无法读取。</translation>
        </message>
        <message>
            <source>a power is written with **.</source>
            <translation>乘方应写作 **。</translation>
        </message>
        <message>
            <source>the sign {sign} has no meaning here.</source>
            <translation>符号 {sign} 在此没有意义。</translation>
        </message>
        <message>
            <source>a number or a name is missing.</source>
            <translation>缺少数或名称。</translation>
        </message>
        <message>
            <source>this bracket is never closed.</source>
            <translation>此括号没有闭合。</translation>
        </message>
        <message>
            <source>it is longer than {most} characters.</source>
            <translation>长度超过 {most} 个字符。</translation>
        </message>
        <message>
            <source>the character {sign} cannot be used; use those of an English keyboard.</source>
            <translation>不能使用字符 {sign}；请使用英文键盘上的字符。</translation>
        </message>
        <message>
            <source>a sign such as * is missing before this, or brackets around it.</source>
            <translation>此处之前缺少 * 之类的符号，或者缺少括号。</translation>
        </message>
        <message>
            <source>a sign such as * is missing before this.</source>
            <translation>此处之前缺少 * 之类的运算符。</translation>
        </message>
        <message>
            <source>a number or a name is missing before this.</source>
            <translation>此处之前缺少数或名称。</translation>
        </message>
        <message>
            <source>the word {word} has no meaning here.</source>
            <translation>单词 {word} 在此没有意义。</translation>
        </message>
        <message>
            <source>this bracket was never opened.</source>
            <translation>此括号没有对应的左括号。</translation>
        </message>
        <message>
            <source>only what stands to the right of an equals sign is written here.</source>
            <translation>这里只写等号右边的部分。</translation>
        </message>
        <message>
            <source>a decimal number is written with a point, and not with a comma.</source>
            <translation>小数应写小数点，而不是逗号。</translation>
        </message>
        <message>
            <source>nearest class mean on raw pixels</source>
            <translation>原始像素最近类均值</translation>
        </message>
        <message>
            <source>digits {digits}</source>
            <translation>数字 {digits}</translation>
        </message>
        <message>
            <source>turned by {angle}°, mirrored</source>
            <translation>旋转 {angle}°，镜像</translation>
        </message>
        <message>
            <source>{path} is neither a folder nor a zip file that can be read.</source>
            <translation>{path} 既不是文件夹，也不是可读取的 zip 文件。</translation>
        </message>
        <message>
            <source>{path} holds no pictures in two or more class folders (class/picture.png).</source>
            <translation>{path} 中没有分放在两个或更多类别文件夹里的图片（class/picture.png）。</translation>
        </message>
        <message>
            <source>{path} holds {files} pictures; at this side at most {most} can be used.</source>
            <translation>{path} 中有 {files} 张图片；在此边长下最多可用 {most} 张。</translation>
        </message>
        <message>
            <source>{place} holds more than {most} files and folders; choose a smaller one.</source>
            <translation>{place} 中的文件和文件夹超过 {most} 个；请选择小一些的。</translation>
        </message>
        <message>
            <source>{pictures} pictures of {classes} classes were read.</source>
            <translation>读取了 {classes} 个类别的 {pictures} 张图片。</translation>
        </message>
        <message>
            <source>{pictures} pictures of {classes} classes were read, and {damaged} could not be: {names}.</source>
            <translation>读取了 {classes} 个类别的 {pictures} 张图片，另有 {damaged} 张无法读取：{names}。</translation>
        </message>
        <message>
            <source>The {split} split has {classes} classes of at least {pictures} pictures; a task needs {ways}.</source>
            <translation>{split}集中至少有 {pictures} 张图片的类别为 {classes} 个；一个任务需要 {ways} 个。</translation>
        </message>
        <message>
            <source>task.held_out names {name}, which is not among the pictures{hint}</source>
            <translation>task.held_out 中的 {name} 不在图片之中{hint}</translation>
        </message>
        <message>
            <source>lowest point at {first}, {second}</source>
            <translation>最低点在 {first}，{second}</translation>
        </message>
        <message>
            <source>nearest class mean</source>
            <translation>最近类均值</translation>
        </message>
        <message>
            <source>The file {file} has {found} different items, and at most {most} can be told apart; choose the column of the skills as task.item_column.</source>
            <translation>文件 {file} 有 {found} 道不同的题目，最多只能区分 {most} 道；请把 task.item_column 设为技能所在的列。</translation>
        </message>
        <message>
            <source>The column for task.{what}_column cannot be guessed in {file}; choose one of {columns}.</source>
            <translation>无法在 {file} 中推断 task.{what}_column 对应的列；请从以下各列中选择：{columns}。</translation>
        </message>
        <message>
            <source>The column {column} of {file} does not tell an order; write times as numbers, or dates like 2024-12-31.</source>
            <translation>{file} 的 {column} 列不能确定先后顺序；请把时间写成数，或写成 2024-12-31 这样的日期。</translation>
        </message>
        <message>
            <source>Line {line} of {file} has lists of different lengths for one student.</source>
            <translation>{file} 第 {line} 行中，同一名学生的各个列表长度不同。</translation>
        </message>
        <message>
            <source>Line {line} of {file} has {cell} where right or wrong is expected, written 1 or 0.</source>
            <translation>{file} 第 {line} 行在应写对错（1 或 0）之处为 {cell}。</translation>
        </message>
        <message>
            <source>{shared} students of {file} have the names of students in the file to test on and are left out, so that too few remain; give students of different classes different names.</source>
            <translation>{file} 中有 {shared} 名学生与测试文件中的学生同名，未计入，剩下的学生太少；请给不同班级的学生不同的名称。</translation>
        </message>
        <message>
            <source>The file {file} has {found} students with {needed} answers or more, too few to train and test on.</source>
            <translation>文件 {file} 中作答不少于 {needed} 次的学生只有 {found} 名，不足以训练和测试。</translation>
        </message>
        <message>
            <source>{students} students answered {items} items; {short} of them have fewer than {needed} answers and are left out, {repeated} rows repeat a problem, and {unanswered} have no answer.</source>
            <translation>{students} 名学生回答了 {items} 道题目；其中 {short} 名的作答少于 {needed} 个，已略去；{repeated} 行重复了同一问题，{unanswered} 行没有作答。</translation>
        </message>
        <message>
            <source>mean of each item</source>
            <translation>各题均值</translation>
        </message>
        <message>
            <source>Rasch model, best fit</source>
            <translation>Rasch 模型（最佳拟合）</translation>
        </message>
        <message>
            <source>{groups} groups, {short} of them with too few rows and left out; {target} is predicted from {features} numbers, and {ignored} columns that tell nothing or hold too many words are ignored.</source>
            <translation>{groups} 个组，其中 {short} 个行数太少，未计入；用 {features} 个数预测 {target}；{ignored} 列因不含信息或取值种类过多而忽略。</translation>
        </message>
        <message>
            <source>The file {file} has no column left to predict from.</source>
            <translation>文件 {file} 没有可用于预测的列。</translation>
        </message>
        <message>
            <source>The file {file} has {found} groups with {needed} rows or more in its column {column}, too few to train and test on.</source>
            <translation>文件 {file} 的 {column} 列中，行数不少于 {needed} 的组只有 {found} 个，不足以训练和测试。</translation>
        </message>
        <message>
            <source>The column {column} of {file} cannot be group and target at once.</source>
            <translation>{file} 的 {column} 列不能既作分组又作目标。</translation>
        </message>
        <message>
            <source>not every row has a number there, or all have the same</source>
            <translation>该列并非每行都是数，或所有行的值相同</translation>
        </message>
        <message>
            <source>it has {found} different values, and a column of classes has 2 to {most}</source>
            <translation>它有 {found} 个不同的值，而类别列应有 2 到 {most} 个</translation>
        </message>
        <message>
            <source>The column {column} of {file} cannot be predicted: {why}.</source>
            <translation>{file} 的 {column} 列无法预测：{why}。</translation>
        </message>
    </context>
</TS>
