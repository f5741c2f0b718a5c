"""SimpleRNN, GRU, LSTM with their options, RNN over cells, stateful calls."""

from keras import layers

from . import values
from .layer_case import add
from .sequence_case import add as add_sequence

CELLS = {"simple_rnn": layers.SimpleRNN, "gru": layers.GRU, "lstm": layers.LSTM}
BATCH, STEPS, FEATURES, UNITS = 3, 4, 2, 3


def make(group, folder):
    for kind in CELLS:
        options(group, kind)
        masked(group, kind)
        states(group, kind)
        stateful(group, kind)
    gru_reset_before(group)
    regularized(group)
    cells(group)


def states_of(kind, r):
    return [values.normal(r, BATCH, UNITS, scale=0.5) for _ in range(2 if kind == "lstm" else 1)]


def case(group, kind, name, call=None, masks=None, with_states=False, units=UNITS, **config):
    full = f"{kind}_{name}"
    r = values.rng("x_" + full)
    x = values.normal(r, BATCH, STEPS, FEATURES)
    s = states_of(kind, r) if with_states else ()
    add(group, full, CELLS[kind](units, name=kind, **config), [x], masks=masks, states=s, call=call)


def options(group, kind):
    case(group, kind, "last")
    case(group, kind, "sequences", return_sequences=True)
    case(group, kind, "state", return_state=True)
    case(group, kind, "sequences_state", return_sequences=True, return_state=True)
    case(group, kind, "backwards", go_backwards=True)
    case(group, kind, "backwards_sequences", go_backwards=True, return_sequences=True)
    case(group, kind, "no_bias", use_bias=False)
    case(group, kind, "activation", activation="sigmoid")
    case(group, kind, "unroll", unroll=True, return_sequences=True)
    if kind != "simple_rnn":
        case(group, kind, "recurrent_activation", recurrent_activation="hard_sigmoid", activation="softplus")


def masked(group, kind):
    right = [values.lengths_mask([4, 2, 1], STEPS)]
    gaps = values.lengths_mask([4, 3, 4], STEPS)
    gaps[0, 1] = gaps[1, 0] = gaps[2, 2] = False
    none = values.lengths_mask([4, 0, 2], STEPS)
    case(group, kind, "mask_last", masks=right)
    case(group, kind, "mask_sequences", masks=right, return_sequences=True)
    case(group, kind, "mask_zero_output", masks=right, return_sequences=True, zero_output_for_mask=True)
    case(group, kind, "mask_gaps", masks=[gaps], return_sequences=True, return_state=True)
    case(group, kind, "mask_backwards", masks=right, go_backwards=True, return_sequences=True)
    case(group, kind, "mask_empty_row", masks=[none], return_sequences=True)


def states(group, kind):
    case(group, kind, "initial_state", with_states=True)
    mask = [values.lengths_mask([4, 2, 0], STEPS)]
    case(group, kind, "initial_state_mask", with_states=True, masks=mask, return_sequences=True, return_state=True)


def stateful(group, kind):
    r = values.rng("stateful_" + kind)
    x = [values.normal(r, BATCH, STEPS, FEATURES) for _ in range(4)]
    mask = [values.lengths_mask([4, 2, 1], STEPS)]
    steps = [{"inputs": [x[0]]}, {"inputs": [x[1]]}, {"inputs": [x[2]], "masks": mask}, {"inputs": [x[3]], "reset": True}]
    layer = CELLS[kind](UNITS, stateful=True, return_sequences=True, name=kind)
    add_sequence(group, f"{kind}_stateful", layer, steps)
    one = [{"inputs": [x[0][:1, t : t + 1]]} for t in range(3)]
    add_sequence(group, f"{kind}_stateful_one_step", CELLS[kind](UNITS, stateful=True, name=kind), one)


def gru_reset_before(group):
    case(group, "gru", "reset_before", reset_after=False)
    case(group, "gru", "reset_before_no_bias", reset_after=False, use_bias=False)
    mask = [values.lengths_mask([4, 2, 1], STEPS)]
    case(group, "gru", "reset_before_mask", reset_after=False, masks=mask, return_sequences=True)


def regularized(group):
    case(group, "lstm", "l2", kernel_regularizer="l2", recurrent_regularizer="l1", bias_regularizer="l2")
    case(group, "lstm", "no_forget_bias", unit_forget_bias=False)
    case(group, "gru", "l2", kernel_regularizer="l2", recurrent_regularizer="l1", bias_regularizer="l2")
    case(group, "gru", "dropout_inference", dropout=0.5, recurrent_dropout=0.3, seed=1)
    case(group, "gru", "one_unit", units=1)


def cells(group):
    def c(name, layer, masks=None):
        x = values.normal(values.rng("x_" + name), BATCH, STEPS, FEATURES)
        add(group, name, layer, [x], masks=masks)

    c("rnn_gru_cell", layers.RNN(layers.GRUCell(UNITS, name="cell"), return_sequences=True, name="rnn"))
    mask = [values.lengths_mask([4, 2, 1], STEPS)]
    c("rnn_lstm_cell_mask", layers.RNN(layers.LSTMCell(UNITS, name="cell"), return_state=True, name="rnn"), masks=mask)
    two = [layers.GRUCell(2, name="lower"), layers.SimpleRNNCell(UNITS, name="upper")]
    c("rnn_stacked_cells", layers.RNN(two, return_sequences=True, name="rnn"))
