import { Link, useRouterState } from "@tanstack/react-router";
import { useMemo } from "react";
import type { NetworkGraphOut, NetworkNodeOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { Scroll } from "@/ui/charts/Scroll";
import { Legend } from "./Legend";
import { LETTER, labelsOf, shortName } from "./labels";
import { layoutOf } from "./layout";
import { Mark, radiusOf } from "./Mark";
import { bridgesFirst } from "./NetworkTables";
import { clustersOf, shapeOf } from "./shapes";

const WIDTH = 960;
const HEIGHT = 640;
const EDGE = 24;
const MOST = 300; // firms that can still be told apart on a screen, and laid out at once

interface Props {
  name: string;
  /** The cluster that the picture is of, where it is of one. */
  cluster: string | undefined;
  graph: NetworkGraphOut;
  /** Over all time: it decides where everybody stands. */
  whole: NetworkGraphOut;
}

/**
 * The ties as a picture.
 *
 * The tables say the same and can be operated by keyboard; for assistive technology the picture
 * is only its caption.
 */
export function Figure({ name, cluster, graph, whole }: Props) {
  const { number } = useSpeech();
  const { graph: texts } = useNetworkTexts();
  const spots = useSpots(whole);
  const shown = bridgesFirst(graph.nodes).filter(({ firm_ref }) => spots.has(firm_ref));
  const clusters = clustersOf(graph.nodes, cluster);
  return (
    <figure className="grid min-w-0 grid-cols-1 gap-3">
      <Scroll label={texts.figureLabel(name)}>
        <svg
          aria-hidden="true"
          className="w-full min-w-[40rem] print:min-w-0"
          style={{ fontSize: LETTER }}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        >
          <Lines graph={graph} spots={spots} />
          {[...shown].reverse().map((node) => (
            <Firm clusters={clusters} key={node.firm_ref} node={node} spots={spots} />
          ))}
          <Names nodes={shown} spots={spots} />
        </svg>
      </Scroll>
      <figcaption className="grid grid-cols-1 gap-2">
        <Legend cluster={cluster} clusters={clusters} nodes={shown} />
        <p>
          {texts.bridgeLead} {texts.lines}
        </p>
        {shown.length < graph.nodes.length && (
          <p>{texts.shown(number(shown.length), number(graph.nodes.length))}</p>
        )}
      </figcaption>
    </figure>
  );
}

type Spots = ReadonlyMap<string, { x: number; y: number }>;

function useSpots(whole: NetworkGraphOut): Spots {
  return useMemo(() => {
    const points = [...whole.nodes]
      .sort(
        (one, other) => other.partners - one.partners || (one.firm_ref < other.firm_ref ? -1 : 1),
      )
      .slice(0, MOST)
      .map(({ firm_ref, cluster }) => ({ ref: firm_ref, group: cluster }));
    const spots = layoutOf(points, whole.edges);
    return new Map(
      [...spots].map(([ref, { x, y }]) => [
        ref,
        { x: EDGE + x * (WIDTH - 2 * EDGE), y: EDGE + y * (HEIGHT - 2 * EDGE) },
      ]),
    );
  }, [whole]);
}

function Lines({ graph, spots }: { graph: NetworkGraphOut; spots: Spots }) {
  return graph.edges.map(({ one, other, times }) => {
    const [from, to] = [spots.get(one), spots.get(other)];
    if (!from || !to) return null;
    return (
      <line
        className="stroke-solid-gray-420"
        key={`${one} ${other}`}
        strokeWidth={Math.min(5, 0.75 + times / 2)}
        x1={from.x}
        x2={to.x}
        y1={from.y}
        y2={to.y}
      />
    );
  });
}

interface FirmProps {
  node: NetworkNodeOut;
  spots: Spots;
  clusters: readonly string[];
}

function Firm({ node, spots, clusters }: FirmProps) {
  const { graph: texts } = useNetworkTexts();
  const from = useRouterState({ select: ({ location }) => location.href });
  const spot = spots.get(node.firm_ref);
  if (!spot) return null;
  return (
    <Link params={{ id: node.id }} state={{ from }} tabIndex={-1} to="/firms/$id">
      <title>{`${node.name}${node.is_bridge ? ` ${texts.bridge}` : ""}`}</title>
      <Mark isBridge={node.is_bridge} shape={shapeOf(node.cluster, clusters)} {...spot} />
    </Link>
  );
}

/** Names where there is room for them: bridges first, then those with most partners. */
function Names({ nodes, spots }: { nodes: readonly NetworkNodeOut[]; spots: Spots }) {
  const { graph: texts } = useNetworkTexts();
  const points = nodes.flatMap((node) => {
    const spot = spots.get(node.firm_ref);
    const text = `${node.is_bridge ? `${texts.bridge} ` : ""}${shortName(node.name)}`;
    const radius = radiusOf(node.is_bridge);
    return spot ? [{ ref: node.firm_ref, text, radius, ...spot }] : [];
  });
  const boxes = labelsOf(points, WIDTH);
  return points.map(({ ref, text }) => {
    const box = boxes.get(ref);
    return (
      box && (
        <text
          className="pointer-events-none fill-solid-gray-900 stroke-white"
          dominantBaseline="central"
          key={ref}
          lang="ja"
          paintOrder="stroke"
          strokeWidth="3"
          x={box.left}
          y={box.top + box.height / 2}
        >
          {text}
        </text>
      )
    );
  });
}
