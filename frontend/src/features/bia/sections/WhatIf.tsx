import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { StockLevel } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { Choices } from "@/ui/forms/Choices";
import { Refused } from "@/ui/forms/Refused";
import { SelectInput } from "@/ui/forms/SelectInput";
import { Loading } from "@/ui/Loading";
import { whatIfQuestion } from "../questions";
import { useAssessment, useWork } from "../work";
import { BeforeAfter } from "./BeforeAfter";
import { Part } from "./Premises";

const LEVELS: StockLevel[] = ["minimum", "mean", "maximum"];

interface Props {
  id: string;
  productRef: string;
  scenarioRef: string;
}

/** Some options together, at a level of stock, against doing nothing. */
export function WhatIf({ id, productRef, scenarioRef }: Props) {
  const { options: texts, choices } = useBiaTexts();
  const { editing } = useWork();
  const { options } = useAssessment();
  const own = options.filter(({ product_ref }) => product_ref === productRef);
  const [chosen, setChosen] = useState<string[]>([]);
  const [level, setLevel] = useState<StockLevel>("mean");
  const known = chosen.filter((ref) => own.some((option) => option.ref === ref));
  const found = useQuery({
    ...whatIfQuestion(id, editing.base.etag, {
      product_ref: productRef,
      scenario_ref: scenarioRef,
      option_refs: known,
      stock_level: level,
    }),
    enabled: known.length > 0,
    placeholderData: (previous) => previous,
  });
  if (!own.length) return null;
  return (
    <Part lead={texts.togetherLead} title={texts.together}>
      <Choices
        chosen={known}
        id="together"
        legend={texts.option}
        onChange={setChosen}
        options={own.map(({ ref, name, standing }) => ({
          value: ref,
          label: name,
          hint: standing,
        }))}
      />
      <div className="max-w-[28rem]">
        <SelectInput
          id="together-level"
          label={texts.level}
          onChange={setLevel}
          options={LEVELS.map((value) => ({ value, label: choices.level[value] }))}
          value={level}
        />
      </div>
      {found.isLoading && <Loading />}
      {found.isError && <Refused error={found.error} />}
      {known.length > 0 && found.data && (
        <div aria-busy={found.isFetching} className="grid grid-cols-1 gap-3" role="status">
          <p className="font-700" lang="ja">
            {found.data.sentence}
          </p>
          <BeforeAfter
            after={found.data.after}
            before={found.data.before}
            caption={texts.together}
          />
        </div>
      )}
    </Part>
  );
}
