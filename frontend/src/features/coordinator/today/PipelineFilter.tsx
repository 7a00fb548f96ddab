import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useIntroductionTexts } from "@/i18n/introduction";
import { oneOf } from "@/lib/address";
import { Field } from "@/ui/Field";
import { INPUT, OUTLINE, TEXT } from "@/ui/styles";
import type { PipelineFilter as Narrowed } from "../questions";
import { chambersQuestion } from "../questions";
import { type PipelineState, STAGES } from "../state";

/** Narrows the introductions; everything chosen stands in the address. */
export function PipelineFilter({ state }: { state: PipelineState }) {
  const { list, stage } = useIntroductionTexts();
  const navigate = useNavigate();
  const chambers = useQuery(chambersQuestion);
  const { view, ...filter } = state;

  function apply(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim() || undefined;
    const search: Narrowed = {
      stage: oneOf(text("stage"), STAGES),
      chamber: text("chamber"),
      firm: text("firm"),
      need: text("need"),
      due: form.get("due") ? "true" : undefined,
    };
    navigate({ to: "/coordinator", search: { view, ...search }, resetScroll: false });
  }

  return (
    <form
      aria-label={list.filter}
      className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:grid-cols-2 lg:grid-cols-4 print:hidden"
      key={JSON.stringify([filter, chambers.isSuccess])}
      onSubmit={(event) => {
        event.preventDefault();
        apply(new FormData(event.currentTarget));
      }}
    >
      {view !== "board" && (
        <Field id="stage" label={list.stage}>
          <select className={INPUT} defaultValue={filter.stage ?? ""} id="stage" name="stage">
            <option value="">{list.allStages}</option>
            {STAGES.map((name) => (
              <option key={name} value={name}>
                {stage[name]}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field id="chamber" label={list.chamber}>
        <select className={INPUT} defaultValue={filter.chamber ?? ""} id="chamber" name="chamber">
          <option value="">{list.allChambers}</option>
          {chambers.data?.items.map(({ chamber_ref, name }) => (
            <option key={chamber_ref} value={chamber_ref}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field id="firm" label={list.firm}>
        <input
          autoComplete="off"
          className={INPUT}
          defaultValue={filter.firm}
          id="firm"
          name="firm"
        />
      </Field>
      <Field id="need" label={list.need}>
        <input
          autoComplete="off"
          className={INPUT}
          defaultValue={filter.need}
          id="need"
          name="need"
        />
      </Field>
      <label className="flex min-h-11 items-center gap-3 sm:col-span-2">
        <input
          className="size-6 shrink-0 accent-blue-900"
          defaultChecked={!!filter.due}
          name="due"
          type="checkbox"
        />
        {list.due}
      </label>
      <p className="flex flex-wrap items-center gap-4 sm:col-span-2">
        <button className={OUTLINE} type="submit">
          {list.apply}
        </button>
        {Object.values(filter).some(Boolean) && (
          <Link className={TEXT} resetScroll={false} search={{ view }} to="/coordinator">
            {list.clear}
          </Link>
        )}
      </p>
    </form>
  );
}
