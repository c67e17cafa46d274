"""Operations that bring misfortune, and move the clock."""

from datetime import UTC, datetime

from bot.simulator.control.bodies import Body, ClockChange, FloodChange, NewFault
from bot.simulator.control.operations import operation
from bot.simulator.control.portraits import fault_view
from bot.simulator.control.stage import Stage
from bot.simulator.control.views import ClockView, FaultsArmed, FaultView, FloodView
from bot.simulator.flood import Limits


@operation("GET", "/sim/faults")
def list_faults(stage: Stage, _id: int, _body: Body) -> FaultsArmed:
    """The faults that wait for their calls, and how often each has struck."""
    return FaultsArmed(faults=[fault_view(fault) for fault in stage.faults.armed])


@operation("POST", "/sim/faults", NewFault)
def add_fault(stage: Stage, _id: int, body: NewFault) -> FaultView:
    """Let something go wrong."""
    times = body.times if body.times is not None or body.share is not None else 1
    fault = stage.faults.add(
        body.kind,
        body.method,
        chat_id=body.chat_id,
        times=times,
        share=body.share,
        after_effect=body.after_effect,
        seconds=body.seconds,
    )
    _tell(stage)
    return fault_view(fault)


@operation("DELETE", "/sim/faults")
def clear_faults(stage: Stage, _id: int, body: Body) -> FaultsArmed:
    """Let everything go well again."""
    stage.faults.clear()
    _tell(stage)
    return list_faults(stage, 0, body)


def _tell(stage: Stage) -> None:
    stage.world.hub.publish("faults", list_faults(stage, 0, Body()).model_dump)


@operation("GET", "/sim/clock")
def show_clock(stage: Stage, _id: int, _body: Body) -> ClockView:
    """What time it is."""
    now = stage.world.clock.now()
    iso = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    return ClockView(now=now, iso=iso, running=stage.world.clock.running)


@operation("POST", "/sim/clock", ClockChange)
def change_clock(stage: Stage, _id: int, body: ClockChange) -> ClockView:
    """Jump to a moment, or ahead by some seconds."""
    now = body.now.timestamp() if isinstance(body.now, datetime) else body.now
    seconds = now - stage.world.clock.now() if now is not None else float(body.advance or 0)
    stage.world.clock.advance(seconds)
    shown = show_clock(stage, 0, body)
    stage.world.hub.publish("clock", shown.model_dump)
    return shown


@operation("GET", "/sim/flood")
def show_flood(stage: Stage, _id: int, _body: Body) -> FloodView:
    """Whether flood control is modelled, and the most messages seen in a second."""
    flood = stage.world.flood
    return FloodView(on=flood.limits is not None, peak=flood.peak, stars=flood.stars)


@operation("POST", "/sim/flood", FloodChange)
def change_flood(stage: Stage, _id: int, body: FloodChange) -> FloodView:
    """Switch the model of flood control on or off."""
    stage.world.flood.limits = Limits() if body.on else None
    return show_flood(stage, 0, body)
