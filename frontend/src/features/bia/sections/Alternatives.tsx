import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { AlternativeOut, TakenOut, Timing } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { Failure } from "@/ui/Failure";
import { Choices } from "@/ui/forms/Choices";
import { Refused } from "@/ui/forms/Refused";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/parts/Section";
import { SignInFirst } from "@/ui/SignInFirst";
import { nameIn, type Product } from "../case";
import { alternativesQuestion, takeAlternative } from "../questions";
import { useAssessment, useWork } from "../work";
import { Alternative } from "./Alternative";
import { BeforeAfter } from "./BeforeAfter";
import { ProductSwitch, useProduct } from "./Choose";
import { PostNeed } from "./PostNeed";
import { SectionLink } from "./SectionLink";

/** Firms of the network that could stand in for the steps that hold the most up. */
export function Alternatives() {
  const { sections, alternatives: texts } = useBiaTexts();
  const { id } = useWork();
  const product = useProduct();
  return (
    <Section title={sections.alternatives}>
      <p>{texts.lead}</p>
      {!id && <SignInFirst>{texts.signInFirst}</SignInFirst>}
      {id && !product && <p>{texts.noProduct}</p>}
      {id && product && (
        <>
          <ProductSwitch />
          <Steps product={product} />
          <Search id={id} key={product.ref} product={product} />
        </>
      )}
    </Section>
  );
}

/** The steps asked for: those of the address, or those by which the disaster delays the whole most. */
function useSteps(product: Product): string[] {
  const { state } = useWork();
  const { schedules } = useAssessment();
  const stepsIn = (mode: Timing) =>
    schedules.find((found) => found.product_ref === product.ref && found.mode === mode)?.steps ??
    [];
  const usual = new Map(stepsIn("normal").map(({ ref, takes_days }) => [ref, takes_days]));
  const gains = stepsIn("recovery").map(({ ref, takes_days, drag }) => ({
    ref,
    // What a partner at the normal pace saves: never more than what the step holds up.
    days: Math.min(drag, takes_days - (usual.get(ref) ?? 0)),
  }));
  const most = Math.max(...gains.map(({ days }) => days));
  return state.step ?? gains.flatMap(({ ref, days }) => (days > 0 && days === most ? [ref] : []));
}

function Steps({ product }: { product: Product }) {
  const { alternatives: texts } = useBiaTexts();
  const { state, go } = useWork();
  const chosen = useSteps(product);
  return (
    <Choices
      chosen={chosen}
      hint={texts.stepsHint}
      id="step"
      legend={texts.steps}
      onChange={(step) => go({ ...state, step })}
      options={(product.steps ?? []).map(({ ref, name }) => ({
        value: ref,
        label: `${ref} ${name}`,
      }))}
    />
  );
}

function Search({ id, product }: { id: string; product: Product }) {
  const { alternatives: texts } = useBiaTexts();
  const { editing } = useWork();
  const covers = useSteps(product);
  const [added, setAdded] = useState<{ taken: TakenOut; item: AlternativeOut }>();
  const found = useQuery({
    ...alternativesQuestion(id, editing.base.etag, product.ref, covers),
    enabled: covers.length > 0,
    placeholderData: (previous) => previous,
  });
  const adding = useMutation({
    mutationFn: ({ firm }: AlternativeOut) =>
      takeAlternative(id, { firm_ref: firm.firm_ref, product_ref: product.ref, covers }),
    onSuccess: ({ record, etag }, item) => {
      setAdded({ taken: record, item });
      editing.restart({ body: record.filed.case, etag });
    },
  });
  if (!covers.length) return <p>{texts.noSteps}</p>;
  if (editing.isChanged) return <p>{texts.saveFirst}</p>;
  return (
    <>
      <div role="status">{added && <Added {...added} />}</div>
      {adding.isError && <Refused error={adding.error} />}
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.data && (
        <>
          <p className="rounded-8 bg-solid-gray-50 p-4">
            <span className="font-700">{texts.need}</span>{" "}
            <span className="whitespace-pre-line" lang="ja">
              {found.data.need}
            </span>
          </p>
          <PostNeed covers={covers} id={id} product={product.ref} />
          {!found.data.items.length && <p>{texts.nobody}</p>}
          <ol aria-busy={found.isFetching} className="grid grid-cols-1 gap-6">
            {found.data.items.map((item) => (
              <li className="min-w-0" key={item.firm.id}>
                <Alternative
                  isAdded={editing.base.body.options?.some(
                    ({ firm_ref, product_ref }) =>
                      firm_ref === item.firm.firm_ref && product_ref === product.ref,
                  )}
                  isAdding={adding.isPending}
                  item={item}
                  onAdd={() => !adding.isPending && adding.mutate(item)}
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** What the new option changes, as soon as it stands in the case. */
function Added({ taken, item }: { taken: TakenOut; item: AlternativeOut }) {
  const { alternatives: texts } = useBiaTexts();
  const { body } = useWork();
  const scenario = nameIn(body.scenarios, taken.after.scenario_ref);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button was far below: the answer comes to the reader, by eye and by keyboard.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every firm that is added
  useEffect(() => heading.current?.focus(), [taken]);
  return (
    <section className="grid grid-cols-1 gap-3 rounded-8 border-2 border-green-900 p-4 md:p-6">
      <h3 className="scroll-mt-4 text-green-900 text-std-20B-150" ref={heading} tabIndex={-1}>
        {texts.added(item.firm.name)}
      </h3>
      <BeforeAfter
        after={taken.after}
        before={taken.before}
        caption={texts.change(scenario)}
        qualified={item.qualified}
      />
      <p lang="ja">{taken.sentence}</p>
      <p>
        <SectionLink section="options">{texts.toOptions}</SectionLink>
      </p>
    </section>
  );
}
