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
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Where inputs are drawn, uniformly.</source>
            <translation>输入在此区间内均匀抽取。</translation>
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
            <source>Spread</source>
            <translation>离散度</translation>
        </message>
        <message>
            <source>Standard deviation of the weights between tasks: how much each task must be learned.</source>
            <translation>任务之间权重的标准差：决定每个任务还需要学多少。</translation>
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
            <source>Rotation</source>
            <translation>旋转</translation>
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
            <source>Multi-layer perceptron</source>
            <translation>多层感知机</translation>
        </message>
        <message>
            <source>Layers of simple units; wide enough, it can bend into any curve.</source>
            <translation>由简单单元组成的若干层；足够宽时可以逼近任意曲线。</translation>
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
            <source>Linear</source>
            <translation>线性模型</translation>
        </message>
        <message>
            <source>One weight for each input and an offset: quick, and its mathematics is known exactly.</source>
            <translation>每个输入一个权重，再加一个截距：速度快，数学性质完全已知。</translation>
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
            <source>Reptile</source>
            <translation>Reptile</translation>
        </message>
        <message>
            <source>Adapts to each task, then moves the start a little towards where adaptation ended.</source>
            <translation>先适应每个任务，再把起点朝适应的终点移动一小步。</translation>
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
            <source>Joint pre-training</source>
            <translation>联合预训练</translation>
        </message>
        <message>
            <source>Trains one learner on all tasks mixed together, then fine-tunes it: transfer without meta-learning.</source>
            <translation>把所有任务混在一起训练一个学习器，再对它微调：不用元学习的迁移。</translation>
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
            <source>steps</source>
            <translation>步</translation>
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
            <source>Processor threads for tensor arithmetic; one is quickest for small networks.</source>
            <translation>张量运算使用的处理器线程数；小网络用一个最快。</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>计算设备</translation>
        </message>
        <message>
            <source>Where tensors live: cuda is an NVIDIA graphics card, worth it for large problems only.</source>
            <translation>张量所在的设备：cuda 指 NVIDIA 显卡，只有大型问题才值得使用。</translation>
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
            <source>MAML on linear functions</source>
            <translation>线性函数上的 MAML</translation>
        </message>
        <message>
            <source>First-order MAML on sine waves</source>
            <translation>正弦波上的一阶 MAML</translation>
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
            <source>Reptile on sine waves</source>
            <translation>正弦波上的 Reptile</translation>
        </message>
        <message>
            <source>amplitude {amplitude}, phase {phase}, frequency {frequency}</source>
            <translation>振幅 {amplitude}，相位 {phase}，频率 {frequency}</translation>
        </message>
        <message>
            <source>slope {slope}, offset {offset}</source>
            <translation>斜率 {slope}，截距 {offset}</translation>
        </message>
        <message>
            <source>turned by {angle}°</source>
            <translation>旋转 {angle}°</translation>
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
            <source>{after} the error is {error} ± {band}; from a random start it is {scratch}, and the best possible is {oracle}.</source>
            <translation>{after}，误差为 {error} ± {band}；从随机起点出发为 {scratch}，可能的最好结果为 {oracle}。</translation>
        </message>
        <message>
            <source>{after} the error is {error} ± {band}; from a random start it is {scratch}.</source>
            <translation>{after}，误差为 {error} ± {band}；从随机起点出发为 {scratch}。</translation>
        </message>
        <message>
            <source>{after} the error is {error} ± {band}.</source>
            <translation>{after}，误差为 {error} ± {band}。</translation>
        </message>
        <message>
            <source>On {bad} of {all} tasks the loss overflows before any step.</source>
            <translation>在 {all} 个任务中有 {bad} 个，尚未迈步损失就已溢出。</translation>
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
            <source>too large for a number</source>
            <translation>大到无法表示</translation>
        </message>
        <message>
            <source>{after} {right} ± {band} of the answers are right; from a random start {scratch}, by the nearest class mean on raw pixels {raw}.</source>
            <translation>{after}，正确率为 {right} ± {band}；从随机起点出发为 {scratch}，用原始像素的最近类均值为 {raw}。</translation>
        </message>
        <message>
            <source>{after} {right} ± {band} of the answers are right; from a random start {scratch}.</source>
            <translation>{after}，正确率为 {right} ± {band}；从随机起点出发为 {scratch}。</translation>
        </message>
        <message>
            <source>{after} {right} ± {band} of the answers are right.</source>
            <translation>{after}，正确率为 {right} ± {band}。</translation>
        </message>
        <message>
            <source>Before adapting it is {before}.</source>
            <translation>适应前为 {before}。</translation>
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
            <source>{given} is not understood; give one FILE, or --example NAME, or see --help.</source>
            <translation>无法理解 {given}；请给出一个文件名，或 --example NAME，或查看 --help。</translation>
        </message>
        <message>
            <source>--theme is {value}; it must be light or dark.</source>
            <translation>--theme 为 {value}；应为 light 或 dark。</translation>
        </message>
        <message>
            <source>--set {setting} has no value; write PATH=VALUE.</source>
            <translation>--set {setting} 没有值；请写成 PATH=VALUE。</translation>
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
            <source>--size is {value}; it must be WIDTHxHEIGHT, each from 320 to 7680, as in 1440x900.</source>
            <translation>--size 为 {value}；应写成 宽x高，各为 320 到 7680，例如 1440x900。</translation>
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
            <source>text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>{allowed}, or left out</source>
            <translation>{allowed}，也可不填</translation>
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
            <source>The outer learning rate {rate} moves the start to where the loss overflows, at iteration {iteration}. Try {lower}. The last good state is kept.</source>
            <translation>外学习率 {rate} 在第 {iteration} 次元迭代把起点移到了损失溢出之处。请试试 {lower}。最后一个正常状态已保留。</translation>
        </message>
        <message>
            <source>The loss stopped being a finite number at iteration {iteration}, before any inner step. The last good state is kept.</source>
            <translation>第 {iteration} 次元迭代时，尚未迈出内步，损失就不再是有限数。最后一个正常状态已保留。</translation>
        </message>
        <message>
            <source>The inner learning rate {rate} makes the gradient through {inner_steps} overflow at iteration {iteration}. Try a value below {lower}. The last good state is kept.</source>
            <translation>内学习率 {rate} 使穿过{inner_steps}的梯度在第 {iteration} 次元迭代溢出。请试试小于 {lower} 的值。最后一个正常状态已保留。</translation>
        </message>
        <message>
            <source>The inner learning rate {rate} makes the loss overflow at inner step {step} of iteration {iteration}. Try a value below {lower}. The last good state is kept.</source>
            <translation>内循环学习率 {rate} 使损失在第 {iteration} 次元迭代的内循环第 {step} 步溢出。请试用小于 {lower} 的值。最后的正常状态已保留。</translation>
        </message>
        <message>
            <source>one inner step</source>
            <translation>一个内步</translation>
        </message>
        <message>
            <source>{steps} inner steps</source>
            <translation> {steps} 个内步</translation>
        </message>
        <message>
            <source>from scratch</source>
            <translation>从零学习</translation>
        </message>
        <message>
            <source>schedule.device is 'cuda', but no such graphics card can be used here; set it to cpu.</source>
            <translation>schedule.device 为 cuda，但这里没有可用的 NVIDIA 显卡；请改为 cpu。</translation>
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
            <source>strategy.kind is {kind}: {why}</source>
            <translation>strategy.kind 为 {kind}：{why}</translation>
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
            <source>{path} cannot change while running.</source>
            <translation>{path} 在运行中不能更改。</translation>
        </message>
        <message>
            <source>{path} is not a parameter of this experiment.</source>
            <translation>{path} 不是本实验的参数。</translation>
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
            <source>{file} is a folder; an experiment is a TOML file.</source>
            <translation>{file} 是文件夹；实验应为 TOML 文件。</translation>
        </message>
        <message>
            <source>The file {file} cannot be read: {why}.</source>
            <translation>无法读取文件 {file}：{why}。</translation>
        </message>
        <message>
            <source>The file {file} is larger than {most} bytes, so it is not an experiment.</source>
            <translation>文件 {file} 大于 {most} 字节，因此不是实验文件。</translation>
        </message>
        <message>
            <source>The file {file} is empty; an experiment needs its sections [task], [learner] and [strategy].</source>
            <translation>文件 {file} 是空的；实验需要 [task]、[learner] 和 [strategy] 三节。</translation>
        </message>
        <message>
            <source>The file {file} is not text, so it is not an experiment.</source>
            <translation>文件 {file} 不是文本，因此不是实验文件。</translation>
        </message>
        <message>
            <source>The file {file} is not valid TOML: {why}.</source>
            <translation>文件 {file} 不是有效的 TOML：{why}。</translation>
        </message>
        <message>
            <source>{section}.target_step is {step}; it must be at most {section}.evaluation_steps, which is {most}.</source>
            <translation>{section}.target_step 为 {step}；不应超过 {section}.evaluation_steps，后者为 {most}。</translation>
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
            <source>Save as...</source>
            <translation>另存为…</translation>
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
            <source>Copy {plot}</source>
            <translation>复制“{plot}”</translation>
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
            <source>Reset the layout</source>
            <translation>恢复默认布局</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>The file {file} cannot be written.</source>
            <translation>无法写入文件 {file}。</translation>
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
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{title}, slider</source>
            <translation>{title}，滑块</translation>
        </message>
        <message>
            <source>Experiments (*.toml)</source>
            <translation>实验 (*.toml)</translation>
        </message>
        <message>
            <source>Open an experiment</source>
            <translation>打开实验</translation>
        </message>
        <message>
            <source>Save the experiment</source>
            <translation>保存实验</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
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
            <source>The run that went on was stopped; it is kept in the list of runs.</source>
            <translation>正在进行的运行已停止，并保留在运行列表中。</translation>
        </message>
        <message>
            <source>The language changes when the program starts next.</source>
            <translation>语言将在下次启动程序时更改。</translation>
        </message>
        <message>
            <source>Learning Strategy Simulator {version}

A laboratory for learning to learn. Every run stays on this machine; the program uses no network.</source>
            <translation>学习策略模拟器 {version}

研究“学会学习”的实验室。所有运行都只保存在本机；程序不使用网络。</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
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
            <source>Something unexpected happened: {error}</source>
            <translation>发生了意外：{error}</translation>
        </message>
        <message>
            <source>Show the log</source>
            <translation>显示日志</translation>
        </message>
        <message>
            <source>Learning Strategy Simulator</source>
            <translation>学习策略模拟器</translation>
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
            <source>The two loops</source>
            <translation>两个循环</translation>
        </message>
        <message>
            <source>Inner loop: one learner adapts to one task from a few examples. Outer loop: the strategy changes what every next adaptation starts from.</source>
            <translation>内循环：一个学习器凭少量样本适应一个任务。外循环：策略改进以后每次适应的起点。</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Runs of this session</source>
            <translation>本次会话的运行</translation>
        </message>
        <message>
            <source>Strategy</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最佳</translation>
        </message>
        <message>
            <source>Best validation result after the chosen inner step</source>
            <translation>所选内步之后最好的验证结果</translation>
        </message>
        <message>
            <source>Ticked runs are drawn over the plots.</source>
            <translation>勾选的运行会叠加在图上。</translation>
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
            <source>paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>iteration {made} of {planned}</source>
            <translation>元迭代 {made} / {planned}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩余 {time}</translation>
        </message>
        <message>
            <source>validation loss {loss} ± {band} after step {step}</source>
            <translation>第 {step} 步后验证损失 {loss} ± {band}</translation>
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
            <source>{said} {next}</source>
            <translation>{said}{next}</translation>
        </message>
        <message>
            <source>meta-iteration {iteration}</source>
            <translation>元迭代 {iteration}</translation>
        </message>
        <message>
            <source>training {raw}, smoothed {smooth}</source>
            <translation>训练 {raw}，平滑后 {smooth}</translation>
        </message>
        <message>
            <source>validation {value} ± {band}</source>
            <translation>验证 {value} ± {band}</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>One task will appear here: its points, and the learner's guess before and after each step.</source>
            <translation>这里将显示一个任务：它的数据点，以及学习器在每一步前后的猜测。</translation>
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
            <source>Reads, after adapting</source>
            <translation>适应后的识别结果</translation>
        </message>
        <message>
            <source>Reads: before → after</source>
            <translation>识别：适应前 → 适应后</translation>
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
            <source>inner steps</source>
            <translation>内循环步数</translation>
        </message>
        <message>
            <source>loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>right answers</source>
            <translation>正确率</translation>
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
            <source>earlier</source>
            <translation>早期</translation>
        </message>
        <message>
            <source>single tasks</source>
            <translation>单个任务</translation>
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
            <source>meta-iterations</source>
            <translation>元迭代</translation>
        </message>
        <message>
            <source>gradient evaluations</source>
            <translation>梯度计算次数</translation>
        </message>
        <message>
            <source>time in seconds</source>
            <translation>时间（秒）</translation>
        </message>
        <message>
            <source>Training, smoothed: s becomes s + w (loss - s), with w = {weight}; the first values are plain means.</source>
            <translation>训练（平滑）：s 更新为 s + w（损失 - s），其中 w = {weight}；最初几个值取普通平均。</translation>
        </message>
        <message>
            <source>Pale: the loss of each meta-iteration. Band: 95% interval of the mean over validation tasks.</source>
            <translation>浅色：每次元迭代的损失。色带：验证任务均值的 95% 置信区间。</translation>
        </message>
        <message>
            <source>by meta-iterations</source>
            <translation>按元迭代</translation>
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
            <source>Horizontal axis</source>
            <translation>横轴</translation>
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
            <source>Measure</source>
            <translation>指标</translation>
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
            <source>validation</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>training, smoothed</source>
            <translation>训练（平滑）</translation>
        </message>
        <message>
            <source>after step {step}</source>
            <translation>第 {step} 步后</translation>
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
            <source>task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>inner step</source>
            <translation>内循环步</translation>
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
            <source>truth</source>
            <translation>真值</translation>
        </message>
        <message>
            <source>before</source>
            <translation>适应前</translation>
        </message>
        <message>
            <source>after</source>
            <translation>适应后</translation>
        </message>
        <message>
            <source>loss {before} → {after}</source>
            <translation>损失 {before} → {after}</translation>
        </message>
        <message>
            <source>task {number}</source>
            <translation>任务 {number}</translation>
        </message>
        <message>
            <source>What is seen will be said here in words.</source>
            <translation>所见到的会在这里用文字说明。</translation>
        </message>
        <message>
            <source>On {tasks} tasks never seen before:</source>
            <translation>在 {tasks} 个从未见过的任务上：</translation>
        </message>
        <message>
            <source>ANIL adapts only the last layer and shares those before it, but the learner {learner} has one layer; choose a learner with hidden layers, or MAML.</source>
            <translation>ANIL 只适应最后一层，共享之前各层，但学习器“{learner}”只有一层；请选择带隐藏层的学习器，或改用 MAML。</translation>
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
            <source>exact posterior</source>
            <translation>精确后验</translation>
        </message>
        <message>
            <source>{inputs} weights</source>
            <translation>{inputs} 个权重</translation>
        </message>
        <message>
            <source>true wave known</source>
            <translation>已知真实波形</translation>
        </message>
    </context>
</TS>
