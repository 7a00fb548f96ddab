import { type PointerEvent, useRef, useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { Scroll } from "@/ui/charts/Scroll";
import { layersOf, type Node, type Placed } from "./layers";

const WIDE = 132;
const HIGH = 60;
const BETWEEN = 40;
const BELOW = 24;
const EDGE = 8;

interface Props {
  nodes: readonly Node[];
  chosen?: string;
  onChoose: (ref: string) => void;
  /** One step was drawn to another that is to come after it. */
  onConnect: (from: string, to: string) => void;
}

const leftOf = ({ layer }: Placed) => EDGE + layer * (WIDE + BETWEEN);
const topOf = ({ row }: Placed) => EDGE + row * (HIGH + BELOW);

/** The flow from left to right. Steps are buttons; drawing from one to another connects them. */
export function FlowChart({ nodes, chosen, onChoose, onConnect }: Props) {
  const { flow: texts } = useBiaTexts();
  const placed = layersOf(nodes);
  const layers = Math.max(1, ...placed.map(({ layer }) => layer + 1));
  const rows = Math.max(1, ...placed.map(({ row }) => row + 1));
  const width = 2 * EDGE + layers * WIDE + (layers - 1) * BETWEEN;
  const height = 2 * EDGE + rows * HIGH + (rows - 1) * BELOW;
  const drawing = useDrawing(onConnect);
  return (
    <Scroll label={texts.drawing}>
      <div className="relative" ref={drawing.area} style={{ width, height }} {...drawing.handlers}>
        <svg
          aria-hidden="true"
          className="absolute inset-0 stroke-solid-gray-800"
          fill="none"
          height={height}
          strokeWidth="2"
          width={width}
        >
          <defs>
            <marker id="arrow" markerHeight="8" markerWidth="8" orient="auto" refX="7" refY="4">
              <path className="fill-solid-gray-800 stroke-none" d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {placed.flatMap((node) =>
            node.after.flatMap((ref) => {
              const before = placed.find((item) => item.ref === ref);
              return before ? [<Edge from={before} key={`${ref}>${node.ref}`} to={node} />] : [];
            }),
          )}
          {drawing.line && <path d={drawing.line} strokeDasharray="6 4" />}
        </svg>
        {placed.map((node) => (
          <button
            aria-pressed={node.ref === chosen}
            className="absolute touch-none rounded-8 border-2 border-solid-gray-800 bg-white px-2 text-left text-std-16N-170 leading-130! hover:bg-blue-50 aria-pressed:border-blue-900 aria-pressed:bg-blue-100"
            data-step={node.ref}
            key={node.ref}
            onClick={() => onChoose(node.ref)}
            style={{ left: leftOf(node), top: topOf(node), width: WIDE, height: HIGH }}
            type="button"
          >
            <span className="text-solid-gray-700">{node.ref}</span>{" "}
            <span className="line-clamp-2 font-700" lang="ja">
              {node.name}
            </span>
          </button>
        ))}
      </div>
    </Scroll>
  );
}

function Edge({ from, to }: { from: Placed; to: Placed }) {
  const [x1, y1] = [leftOf(from) + WIDE, topOf(from) + HIGH / 2];
  const [x2, y2] = [leftOf(to) - 2, topOf(to) + HIGH / 2];
  const bend = Math.max(16, (x2 - x1) / 2);
  return (
    <path
      d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
      markerEnd="url(#arrow)"
    />
  );
}

/** The line that follows the pointer from a step to another. */
function useDrawing(onConnect: Props["onConnect"]) {
  const area = useRef<HTMLDivElement>(null);
  const [start, setStart] = useState<{ ref: string; x: number; y: number }>();
  const [end, setEnd] = useState<{ x: number; y: number }>();

  const at = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const stepAt = (event: PointerEvent) =>
    document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-step]")
      ?.dataset.step;

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const ref = stepAt(event);
      if (ref) setStart({ ref, ...at(event) });
    },
    onPointerMove: (event: PointerEvent) => start && setEnd(at(event)),
    onPointerUp: (event: PointerEvent) => {
      const ref = stepAt(event);
      if (start && ref && ref !== start.ref) onConnect(start.ref, ref);
      setStart(undefined);
      setEnd(undefined);
    },
    onPointerLeave: () => {
      setStart(undefined);
      setEnd(undefined);
    },
  };
  const line = start && end && `M${start.x} ${start.y}L${end.x} ${end.y}`;
  return { area, handlers, line };
}
