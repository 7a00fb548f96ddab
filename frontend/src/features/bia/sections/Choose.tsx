import { useBiaTexts } from "@/i18n/bia";
import { SelectInput } from "@/ui/forms/SelectInput";
import { useWork } from "../work";

/** Which product is looked at; nothing to choose where there is one. */
export function useProduct() {
  const { editing, state } = useWork();
  const products = editing.draft.body.products ?? [];
  return products.find(({ ref }) => ref === state.product) ?? products[0];
}

export function ProductSwitch() {
  const { state, go, editing } = useWork();
  const { switches } = useBiaTexts();
  const products = editing.draft.body.products ?? [];
  const product = useProduct();
  if (!product || products.length < 2) return null;
  return (
    <div className="max-w-[24rem] print:hidden">
      <SelectInput
        id="product"
        label={switches.product}
        onChange={(ref) => go({ ...state, product: ref, step: undefined, option: undefined })}
        options={products.map(({ ref, name }) => ({ value: ref, label: `${ref} ${name}` }))}
        value={product.ref}
      />
    </div>
  );
}

export function useScenario() {
  const { body, state } = useWork();
  const scenarios = body.scenarios ?? [];
  return scenarios.find(({ ref }) => ref === state.scenario) ?? scenarios[0];
}

/** Which disaster is looked at, all of them in sight. */
export function ScenarioSwitch() {
  const { body, state, go } = useWork();
  const { switches } = useBiaTexts();
  const scenario = useScenario();
  return (
    <fieldset className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
      <legend className="font-700">{switches.scenario}</legend>
      {(body.scenarios ?? []).map(({ ref, name }) => (
        <label className="flex min-h-11 items-center gap-2" key={ref}>
          <input
            checked={ref === scenario?.ref}
            className="size-6 accent-blue-900"
            name="scenario"
            onChange={() => go({ ...state, scenario: ref })}
            type="radio"
          />
          <span lang="ja">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
