import type { ReactNode } from "react";
import type { NetworkNodeOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { Mark } from "./Mark";
import { type Shape, shapeOf } from "./shapes";

interface Props {
  clusters: readonly string[];
  /** The cluster that the picture is of, where it is of one. */
  cluster: string | undefined;
  nodes: readonly NetworkNodeOut[];
}

/** Which shape stands for which cluster. */
export function Legend({ clusters, cluster, nodes }: Props) {
  const { graph: texts } = useNetworkTexts();
  const { t } = useSpeech();
  return (
    <ul aria-label={texts.legend} className="flex flex-wrap gap-x-6 gap-y-1">
      {clusters.map((name) => (
        <Item key={name} shape={shapeOf(name, clusters)}>
          {name}
          {name === cluster && t.aside(texts.own)}
        </Item>
      ))}
      {nodes.some((node) => shapeOf(node.cluster, clusters) === "dot") && (
        <Item shape="dot">{texts.others}</Item>
      )}
      {nodes.some(({ is_bridge }) => is_bridge) && (
        <Item isBridge shape="disc">
          {texts.bridge}
        </Item>
      )}
    </ul>
  );
}

interface ItemProps {
  shape: Shape;
  isBridge?: boolean;
  children: ReactNode;
}

function Item({ shape, isBridge, children }: ItemProps) {
  return (
    <li className="flex items-center gap-2">
      <svg aria-hidden="true" className="size-7 shrink-0" viewBox="-14 -14 28 28">
        <Mark isBridge={isBridge} shape={shape} x={0} y={0} />
      </svg>
      <span>{children}</span>
    </li>
  );
}
