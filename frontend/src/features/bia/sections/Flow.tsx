import { useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { SelectInput } from "@/ui/forms/SelectInput";
import { AlertIcon } from "@/ui/icons";
import { Section } from "@/ui/parts/Section";
import { OUTLINE } from "@/ui/styles";
import { freeRef, type Product, type Step } from "../case";
import { FlowChart } from "../charts/FlowChart";
import { circleIn, type Node } from "../charts/layers";
import { add, set } from "../editing/draft";
import { useWork } from "../work";
import { ProductSwitch, useProduct } from "./Choose";
import { StepTable } from "./StepTable";

/** The steps of a product: drawn, and in the table twin that does all without a mouse. */
export function Flow() {
  const { flow: texts, sections } = useBiaTexts();
  const { editing } = useWork();
  const product = useProduct();
  const at = editing.draft.body.products?.findIndex(({ ref }) => ref === product?.ref) ?? -1;
  return (
    <Section title={sections.flow}>
      <p>{texts.lead}</p>
      <ProductSwitch />
      {product ? <Editor at={at} product={product} /> : <p>{texts.noProduct}</p>}
    </Section>
  );
}

const nodeOf = ({ ref, name, after = [] }: Step): Node => ({ ref, name, after });

function Editor({ product, at }: { product: Product; at: number }) {
  const { flow: texts } = useBiaTexts();
  const { editing } = useWork();
  const { draft, change } = editing;
  const [chosen, setChosen] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const steps = product.steps ?? [];
  const nodes = steps.map(nodeOf);
  const place = `products/${at}/steps`;
  const circle = circleIn(nodes);

  function append() {
    const before = steps.find(({ ref }) => ref === chosen) ?? steps.at(-1);
    const ref = freeRef("", steps);
    change(add(draft, place, { ref, name: texts.fresh, after: before ? [before.ref] : [] }));
    setChosen(ref);
  }

  function connect(from: string, to: string) {
    const number = steps.findIndex(({ ref }) => ref === to);
    const after = steps[number]?.after ?? [];
    if (number < 0 || after.includes(from)) return;
    const next = nodes.map((node) =>
      node.ref === to ? { ...node, after: [...node.after, from] } : node,
    );
    const round = circleIn(next);
    setRefused(round && texts.refused(namesOf(round)));
    if (!round) change(set(draft, `${place}/${number}/after`, [...after, from]));
  }

  return (
    <>
      {steps.length > 0 && (
        <FlowChart chosen={chosen} nodes={nodes} onChoose={setChosen} onConnect={connect} />
      )}
      <p role="alert">
        {(refused || circle) && (
          <span className="font-700 text-error-2">
            <AlertIcon /> {circle ? texts.circle(namesOf(circle)) : refused}
          </span>
        )}
      </p>
      <p>
        <button className={OUTLINE} onClick={append} type="button">
          {texts.add}
        </button>
      </p>
      {steps.length > 1 && <Connect nodes={nodes} onConnect={connect} start={chosen} />}
      <StepTable chosen={chosen} place={place} />
    </>
  );
}

const namesOf = (nodes: readonly Node[]) => nodes.map(({ name }) => name).join(" → ");

interface ConnectProps {
  nodes: readonly Node[];
  start?: string;
  onConnect: (from: string, to: string) => void;
}

/** Connects two steps by name, as drawing from one to the other does. */
function Connect({ nodes, start, onConnect }: ConnectProps) {
  const { flow: texts } = useBiaTexts();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const options = nodes.map(({ ref, name }) => ({ value: ref, label: `${ref} ${name}` }));
  const first = from ?? start ?? options[0]?.value ?? "";
  const second = to ?? options.find(({ value }) => value !== first)?.value ?? "";
  return (
    <fieldset className="grid grid-cols-1 gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end print:hidden">
      <legend className="font-700">{texts.connect}</legend>
      <SelectInput
        id="from"
        label={texts.from}
        onChange={setFrom}
        options={options}
        value={first}
      />
      <SelectInput id="to" label={texts.to} onChange={setTo} options={options} value={second} />
      <button className={OUTLINE} onClick={() => onConnect(first, second)} type="button">
        {texts.connectNow}
      </button>
    </fieldset>
  );
}
